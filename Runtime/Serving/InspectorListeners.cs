using System;
using UnityEngine;
using UnityEngine.Events;
using Object = UnityEngine.Object;

namespace Saccade.Serving
{
    /// <summary>Calls what users hang into events in the inspector; one that throws is told in the log and stops nobody else.</summary>
    internal static class InspectorListeners
    {
        /// <summary>Calls the listeners of an event that has something to say.</summary>
        /// <param name="listeners">The event.</param>
        /// <param name="news">What they are told.</param>
        /// <param name="context">What the log names when one throws.</param>
        public static void Tell<T>(UnityEvent<T> listeners, T news, Object? context)
        {
            try
            {
                listeners.Invoke(news);
            }
#pragma warning disable CA1031 // Whatever a listener throws is its own affair.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e, context);
            }
        }

        /// <summary>Calls the listeners of an event that has nothing to say but that it happened.</summary>
        /// <param name="listeners">The event.</param>
        /// <param name="context">What the log names when one throws.</param>
        public static void Tell(UnityEvent listeners, Object? context)
        {
            try
            {
                listeners.Invoke();
            }
#pragma warning disable CA1031 // Whatever a listener throws is its own affair.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e, context);
            }
        }
    }
}
