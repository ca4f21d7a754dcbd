using System;
using UnityEngine;
using UnityEngine.Events;
using Object = UnityEngine.Object;

namespace Saccade.Serving
{
    /// <summary>Who listens to an event. One that throws is told in the log and starves nobody; telling allocates nothing.</summary>
    /// <typeparam name="T">What they are told.</typeparam>
    internal sealed class Listeners<T>
    {
        private Action<T>? _all;
        private Action<T>[] _each = Array.Empty<Action<T>>();

        public void Add(Action<T>? listener) => Set(_all + listener);

        public void Remove(Action<T>? listener) => Set(_all - listener);

        /// <summary>Tells all who listen now.</summary>
        /// <param name="news">What they are told.</param>
        /// <param name="context">What the log names when one throws.</param>
        public void Tell(T news, Object? context)
        {
            // One that adds or removes a listener changes who is told the next time.
            foreach (var listener in _each)
            {
                try
                {
                    listener(news);
                }
#pragma warning disable CA1031 // Whatever a listener throws is its own affair.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    Debug.LogException(e, context);
                }
            }
        }

        /// <summary>Tells all who listen now, then those of the inspector.</summary>
        /// <param name="news">What they are told.</param>
        /// <param name="inspector">The event in the inspector, whose listeners share one call of the engine's.</param>
        /// <param name="context">What the log names when one throws.</param>
        public void Tell(T news, UnityEvent<T> inspector, Object? context)
        {
            Tell(news, context);
            InspectorListeners.Tell(inspector, news, context);
        }

        private void Set(Action<T>? all)
        {
            _all = all;
            _each = all == null
                ? Array.Empty<Action<T>>()
                : Array.ConvertAll(all.GetInvocationList(), each => (Action<T>)each);
        }
    }
}
