#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;

namespace UnityEngine.Events
{
    [Serializable]
    public abstract class UnityEventBase
    {
        // A fixed array a generation: Invoke walks what was there when it began, whatever listeners do meanwhile.
        private Delegate[] _listeners = Array.Empty<Delegate>();

        private protected UnityEventBase()
        {
        }

        private protected ReadOnlySpan<Delegate> Listeners => _listeners;

        internal void RemoveAllListeners() => _listeners = Array.Empty<Delegate>();

        private protected void Add(Delegate listener)
        {
            ArgumentNullException.ThrowIfNull(listener);
            _listeners = [.. _listeners, listener];
        }

        private protected void Remove(Delegate listener) => _listeners = Array.FindAll(_listeners, known => !known.Equals(listener));
    }
}
