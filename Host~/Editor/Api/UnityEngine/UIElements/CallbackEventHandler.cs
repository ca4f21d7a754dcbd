#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;

namespace UnityEngine.UIElements
{
    public abstract class CallbackEventHandler : IEventHandler
    {
        private readonly Dictionary<Type, Delegate> _callbacks = new Dictionary<Type, Delegate>();

        public void RegisterCallback<TEventType>(EventCallback<TEventType> callback, TrickleDown useTrickleDown = TrickleDown.NoTrickleDown)
            where TEventType : EventBase<TEventType>, new()
        {
            _callbacks.TryGetValue(typeof(TEventType), out var present);
            _callbacks[typeof(TEventType)] = Delegate.Combine(present, callback);
        }

        public abstract void SendEvent(EventBase e);

        /// <summary>Whether anything waits for events of that type here.</summary>
        internal bool Listens(Type type) => _callbacks.TryGetValue(type, out var callbacks) && callbacks != null;

        internal void Handle(EventBase e)
        {
            if (_callbacks.TryGetValue(e.GetType(), out var callbacks) && callbacks != null)
            {
                e.Call(callbacks);
            }
        }
    }
}
