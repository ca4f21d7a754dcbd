#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.IO;
using Saccade.Host;
using UnityEngine.Events;

namespace UnityEngine
{
    public class Application
    {
        public delegate void LogCallback(string condition, string stackTrace, LogType type);

        internal static event LogCallback logMessageReceived;

        public static event LogCallback logMessageReceivedThreaded;

        public static event Action quitting;

        public static event UnityAction onBeforeRender;

        public static bool isPlaying { get; internal set; }

        public static bool isEditor => HostEngine.IsEditor;

        public static bool isBatchMode => true;

        public static string unityVersion => "2022.3.0f1 (the stand-in)";

        public static string productName => AppDomain.CurrentDomain.FriendlyName;

        public static string dataPath =>
            HostEngine.DataPath ?? AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);

        public static string streamingAssetsPath => HostEngine.StreamingAssetsPath ?? Path.Combine(dataPath, "StreamingAssets");

        public static string persistentDataPath => HostEngine.PersistentDataPath
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), productName);

        public static void OpenURL(string url) =>
            // A headless program has nothing to show a page in.
            Debug.Log($"Application.OpenURL: {url}");

        internal static void Quit() => HostEngine.RequestQuit();

        internal static void RaiseLog(string condition, string stackTrace, LogType type)
        {
            try
            {
                logMessageReceivedThreaded?.Invoke(condition, stackTrace, type);
                if (MainThread.IsCurrent)
                {
                    logMessageReceived?.Invoke(condition, stackTrace, type);
                }
            }
            catch (Exception exception)
            {
                // Logging this in the usual way would call the failing listener again.
                HostLog.WriteOut($"A log listener failed: {exception}", "", LogType.Exception);
            }
        }

        internal static void RaiseQuitting() => Guard.Run(quitting);

        internal static void RaiseBeforeRender() => Guard.Run(onBeforeRender);

        internal static void ForgetListeners()
        {
            quitting = null;
            onBeforeRender = null;
        }
    }
}
