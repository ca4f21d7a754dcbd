using System;
using System.Diagnostics;
using Saccade.Host;

namespace UnityEngine.Profiling
{
    public sealed class Profiler
    {
        private Profiler()
        {
        }

        [Conditional("ENABLE_PROFILER")]
        public static void BeginThreadProfiling(string threadGroupName, string threadName)
        {
            if (string.IsNullOrEmpty(threadGroupName))
            {
                throw new ArgumentException("Argument should be a valid string", nameof(threadGroupName));
            }

            if (string.IsNullOrEmpty(threadName))
            {
                throw new ArgumentException("Argument should be a valid string", nameof(threadName));
            }

            HostProfiler.BeginThread();
        }

        public static void EndThreadProfiling() => HostProfiler.EndThread();
    }
}
