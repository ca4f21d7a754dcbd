#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.Events
{
    [Serializable]
    public class UnityEvent : UnityEventBase
    {
        public void AddListener(UnityAction call) => Add(call);

        public void RemoveListener(UnityAction call) => Remove(call);

        public void Invoke()
        {
            foreach (Delegate listener in Listeners)
            {
                ((UnityAction)listener)();
            }
        }
    }
}
