#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.Events
{
    [Serializable]
    public class UnityEvent<T0> : UnityEventBase
    {
        internal void AddListener(UnityAction<T0> call) => Add(call);

        internal void RemoveListener(UnityAction<T0> call) => Remove(call);

        public void Invoke(T0 arg0)
        {
            foreach (var listener in Listeners)
            {
                ((UnityAction<T0>)listener)(arg0);
            }
        }
    }
}
