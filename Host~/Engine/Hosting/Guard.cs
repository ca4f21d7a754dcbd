using System;
using UnityEngine;
using UnityEngine.Events;

namespace Saccade.Host
{
    /// <summary>Calls into user code: what it throws is logged, and the frame goes on.</summary>
    internal static class Guard
    {
        internal static void Run(Action? callback)
        {
            try
            {
                callback?.Invoke();
            }
            catch (Exception exception)
            {
                Debug.LogException(exception);
            }
        }

        internal static void Run<T>(Action<T>? callback, T argument)
        {
            try
            {
                callback?.Invoke(argument);
            }
            catch (Exception exception)
            {
                Debug.LogException(exception);
            }
        }

        internal static void Run<T1, T2>(Action<T1, T2>? callback, T1 first, T2 second)
        {
            try
            {
                callback?.Invoke(first, second);
            }
            catch (Exception exception)
            {
                Debug.LogException(exception);
            }
        }

        internal static void Run(UnityAction? callback)
        {
            try
            {
                callback?.Invoke();
            }
            catch (Exception exception)
            {
                Debug.LogException(exception);
            }
        }

        internal static void Run(Camera.CameraCallback? callback, Camera camera)
        {
            try
            {
                callback?.Invoke(camera);
            }
            catch (Exception exception)
            {
                Debug.LogException(exception);
            }
        }
    }
}
