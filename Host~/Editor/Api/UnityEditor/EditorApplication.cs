#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Linq;
using Saccade.Host.Editor;
using UnityEngine;

namespace UnityEditor
{
    public sealed class EditorApplication
    {
        public static CallbackFunction update;

        public static CallbackFunction delayCall;

        private EditorApplication()
        {
        }

        public delegate void CallbackFunction();

        public static event Action<PlayModeStateChange> playModeStateChanged;

        public static bool isPlaying
        {
            get => Application.isPlaying;
            set
            {
                if (PlayMode != null)
                {
                    PlayMode.IsPlaying = value;
                }
            }
        }

        public static bool isPaused
        {
            get => PlayMode?.IsPaused ?? false;
            set
            {
                if (PlayMode != null)
                {
                    PlayMode.IsPaused = value;
                }
            }
        }

        public static bool isPlayingOrWillChangePlaymode => PlayMode?.IsPlaying ?? Application.isPlaying;

        public static double timeSinceStartup { get; internal set; }

        /// <summary>What plays the scene; null in a test that has no editor.</summary>
        internal static IPlayMode PlayMode { get; set; }

        internal static void EnterPlaymode() => isPlaying = true;

        internal static void ExitPlaymode() => isPlaying = false;

        public static bool ExecuteMenuItem(string menuItemPath) => MenuItemRunner.Run(menuItemPath);

        public static void Step() => PlayMode?.Step();

        internal static void RunUpdates(Action<Exception> fail)
        {
            var delayed = delayCall;
            delayCall = null;
            Call(delayed, fail);
            Call(update, fail);
        }

        internal static void RaisePlayModeStateChanged(PlayModeStateChange change) => playModeStateChanged?.Invoke(change);

        internal static void Reset()
        {
            update = null;
            delayCall = null;
            playModeStateChanged = null;
            PlayMode = null;
            timeSinceStartup = 0;
        }

        // One that fails does not take the others' turn.
        private static void Call(CallbackFunction callbacks, Action<Exception> fail)
        {
            foreach (var callback in callbacks?.GetInvocationList().Cast<CallbackFunction>() ?? [])
            {
                try
                {
                    callback();
                }
#pragma warning disable CA1031 // The listener's failure is not the editor's.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    fail(e);
                }
            }
        }
    }
}
