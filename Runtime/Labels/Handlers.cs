using System;
using UnityEngine;
using UnityEngine.Events;
using Object = UnityEngine.Object;

namespace Saccade.Labels
{
    /// <summary>
    /// Calls what users hang into an event, one by one: a handler that throws is logged, and the others are called all the same. Allocates
    /// only when the handlers have changed.
    /// </summary>
    internal sealed class Handlers<T>
    {
        private readonly Object _owner;
        private Action<T>? _known;
        private Delegate[] _list = Array.Empty<Delegate>();

        /// <param name="owner">Whose event it is, for the log.</param>
        public Handlers(Object owner)
        {
            _owner = owner;
        }

        /// <summary>Calls the handlers of an event in code, then those of the one in the inspector.</summary>
        public void Call(Action<T>? handlers, UnityEvent<T> listeners, T value)
        {
            Call(handlers, value);
            try
            {
                listeners.Invoke(value);
            }
#pragma warning disable CA1031 // Whatever a user's handler throws is the user's to see; who else listens is called all the same.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e, _owner);
            }
        }

        /// <summary>Calls the handlers of an event in code.</summary>
        public void Call(Action<T>? handlers, T value)
        {
            if (!ReferenceEquals(handlers, _known))
            {
                _known = handlers;
                _list = handlers?.GetInvocationList() ?? Array.Empty<Delegate>();
            }

            var list = _list;
            for (var i = 0; i < list.Length; i++)
            {
                try
                {
                    ((Action<T>)list[i])(value);
                }
#pragma warning disable CA1031
                catch (Exception e)
#pragma warning restore CA1031
                {
                    Debug.LogException(e, _owner);
                }
            }
        }

        /// <summary>Calls the listeners of an event in the inspector that has nothing to say but that it happened.</summary>
        public void Call(UnityEvent listeners)
        {
            try
            {
                listeners.Invoke();
            }
#pragma warning disable CA1031
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e, _owner);
            }
        }
    }
}
