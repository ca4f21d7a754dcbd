using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Textures
{
    /// <summary>
    /// Gives a frame's beginning to classes that are no components: a hidden object of the scene, there as long as one of them is.
    /// </summary>
    /// <remarks>Before scripts of the usual order, so that they find the frame's results.</remarks>
    [AddComponentMenu("")]
    [DefaultExecutionOrder(-1000)]
    internal sealed class FrameUpdates : MonoBehaviour
    {
        private static readonly List<IFrameUpdated> Listeners = new List<IFrameUpdated>();
        private static FrameUpdates? _instance;

        private int _next;

        /// <summary>Begins to tell a listener.</summary>
        public static void Add(IFrameUpdated listener)
        {
            if (_instance == null)
            {
                var holder = new GameObject("Saccade") { hideFlags = HideFlags.HideAndDontSave };
                _instance = holder.AddComponent<FrameUpdates>();
                Application.quitting += Quit;
            }

            Listeners.Add(listener);
        }

        /// <summary>Tells a listener no more; it may be called while listeners are told.</summary>
        public static void Remove(IFrameUpdated listener)
        {
            var index = Listeners.IndexOf(listener);
            if (index < 0)
            {
                return;
            }

            Listeners.RemoveAt(index);
            if (_instance != null && index < _instance._next)
            {
                _instance._next--;
            }
        }

        private static void EndAll()
        {
            while (Listeners.Count > 0)
            {
                var listener = Listeners[Listeners.Count - 1];
                Listeners.RemoveAt(Listeners.Count - 1);
                listener.End("The game has ended.");
            }
        }

        // An editor that leaves play mode keeps hidden objects.
        private static void Quit()
        {
            EndAll();
            if (_instance != null)
            {
                DestroyImmediate(_instance.gameObject);
            }
        }

        private void Update()
        {
            // After a reload of scripts nobody is left whom a forgotten object could serve.
            if (Listeners.Count == 0 || _instance != this)
            {
                Destroy(gameObject);
                return;
            }

            for (_next = 0; _next < Listeners.Count;)
            {
                var listener = Listeners[_next++];
                try
                {
                    listener.BeginFrame();
                }
#pragma warning disable CA1031 // What nobody foresaw is told once, and ends one listener: the others go on.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    Debug.LogException(e);
                    Remove(listener);
                    listener.End($"Nothing is classified any more: {e.Message}");
                }
            }
        }

        private void OnDestroy()
        {
            if (_instance != this)
            {
                return;
            }

            _instance = null;
            Application.quitting -= Quit;
            EndAll();
        }
    }
}
