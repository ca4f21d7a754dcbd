#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.Events
{
    [Serializable]
    public class UnityEvent : UnityEventBase
    {
        internal void AddListener(UnityAction call) => Add(call);

        public void Invoke()
        {
            foreach (var listener in Listeners)
            {
                ((UnityAction)listener)();
            }
        }
    }
}
