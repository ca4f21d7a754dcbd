using System;
using UnityEngine;
using UnityEngine.Events;
using Object = UnityEngine.Object;

namespace Saccade.Looking
{
    /// <summary>Calls listeners so that one that throws is logged and doesn't keep the result from others.</summary>
    internal static class SafeCall
    {
        public static void Run<T>(Action<T>? listeners, T value, Object owner)
        {
            try
            {
                listeners?.Invoke(value);
            }
#pragma warning disable CA1031 // It is the game's own code, and its mistake is the game's to see.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e, owner);
            }
        }

        public static void Run<T>(UnityEvent<T> listeners, T value, Object owner)
        {
            try
            {
                listeners.Invoke(value);
            }
#pragma warning disable CA1031 // It is the game's own code, and its mistake is the game's to see.
            catch (Exception e)
#pragma warning restore CA1031
            {
                Debug.LogException(e, owner);
            }
        }
    }
}
