using System;
using System.Collections.Generic;
using System.Threading;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>
    /// Counts what the profiler's markers enclose. As Unity's does, it records the main thread and those that say so, and complains of an
    /// end that belongs to another beginning.
    /// </summary>
    internal static class HostProfiler
    {
        private const int Deepest = 64;

        private static readonly List<string> Names = [];
        private static readonly long[] Samples = new long[1024];
        private static readonly Lock Gate = new();

        [ThreadStatic]
        private static nint[]? _open;

        [ThreadStatic]
        private static int _depth;

        [ThreadStatic]
        private static bool _isProfiled;

        /// <summary>How often a marker was begun and ended on a thread that is recorded.</summary>
        /// <param name="name">The marker's name.</param>
        internal static long Count(string name)
        {
            lock (Gate)
            {
                var index = Names.IndexOf(name);
                return index < 0 ? 0 : Interlocked.Read(ref Samples[index]);
            }
        }

        /// <summary>All markers that there are, in the order in which they were made.</summary>
        internal static string[] FindNames()
        {
            lock (Gate)
            {
                return [.. Names];
            }
        }

        /// <summary>The handle of a name: markers of one name are one.</summary>
        internal static nint Find(string name)
        {
            ArgumentNullException.ThrowIfNull(name);
            lock (Gate)
            {
                var index = Names.IndexOf(name);
                if (index < 0)
                {
                    index = Names.Count;
                    Names.Add(name);
                }

                return index + 1;
            }
        }

        internal static void BeginThread() => _isProfiled = true;

        internal static void EndThread() => _isProfiled = false;

        internal static void Begin(nint marker)
        {
            _open ??= new nint[Deepest];
            if (_depth == Deepest)
            {
                Debug.LogError($"Profiler: {Deepest} samples are open on this thread; one of them is never ended.");
                _depth = 0;
            }

            _open[_depth++] = marker;
        }

        internal static void End(nint marker)
        {
            if (_depth == 0 || _open![--_depth] != marker)
            {
                Debug.LogError($"Non-matching Profiler.EndSample (BeginSample and EndSample count must match): {NameOf(marker)}");
                _depth = 0;
            }
            else if (_isProfiled || MainThread.IsCurrent)
            {
                Interlocked.Increment(ref Samples[marker - 1]);
            }
        }

        private static string NameOf(nint marker)
        {
            lock (Gate)
            {
                return marker == 0 ? "a marker that was never made" : Names[(int)marker - 1];
            }
        }
    }
}
