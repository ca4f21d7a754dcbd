#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.UIElements
{
    public abstract class EventBase
    {
        public IEventHandler target { get; set; }

        public virtual IEventHandler currentTarget { get; internal set; }

        public bool bubbles { get; protected set; }

        public bool isPropagationStopped { get; private set; }

        internal abstract void Call(Delegate callbacks);
    }
}
