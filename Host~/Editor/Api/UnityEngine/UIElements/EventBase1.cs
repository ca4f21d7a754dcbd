#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.UIElements
{
    public abstract class EventBase<T> : EventBase
        where T : EventBase<T>, new()
    {
        public static T GetPooled() => new T();

        internal override void Call(Delegate callbacks) => ((EventCallback<T>)callbacks)((T)this);
    }
}
