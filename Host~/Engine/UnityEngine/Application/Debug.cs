#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host;

namespace UnityEngine
{
    public class Debug
    {
        public static void Log(object message) => Write(message, LogType.Log);

        public static void LogWarning(object message) => Write(message, LogType.Warning);

        public static void LogWarning(object message, Object context) => Write(message, LogType.Warning);

        public static void LogError(object message) => Write(message, LogType.Error);

        public static void LogError(object message, Object context) => Write(message, LogType.Error);

        public static void LogException(Exception exception) => LogException(exception, null);

        public static void LogException(Exception exception, Object context)
        {
            ArgumentNullException.ThrowIfNull(exception);
            HostLog.Write($"{exception.GetType().Name}: {exception.Message}", exception.StackTrace ?? "", LogType.Exception);
        }

        private static void Write(object message, LogType type) => HostLog.Write(message?.ToString() ?? "Null", "", type);
    }
}
