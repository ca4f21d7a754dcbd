using System;
using System.IO;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>Where <see cref="Debug"/> writes: the listeners of <see cref="Application"/>, then the host's writer.</summary>
    internal static class HostLog
    {
        private static readonly object Gate = new object();

        internal static TextWriter? Writer { get; set; } = Console.Error;

        internal static void Write(string message, string stackTrace, LogType type)
        {
            Application.RaiseLog(message, stackTrace, type);
            WriteOut(message, stackTrace, type);
        }

        internal static void WriteOut(string message, string stackTrace, LogType type)
        {
            var writer = Writer;
            if (writer is not null)
            {
                lock (Gate)
                {
                    writer.WriteLine(type == LogType.Log ? message : $"{type}: {message}");
                    if (stackTrace.Length > 0)
                    {
                        writer.WriteLine(stackTrace);
                    }
                }
            }
        }
    }
}
