using System;
using System.Diagnostics;
using Saccade.Host;

namespace Unity.Profiling
{
    public struct ProfilerMarker
    {
        public ProfilerMarker(string name)
        {
            Handle = HostProfiler.Find(name);
        }

        internal IntPtr Handle { get; }

        [Conditional("ENABLE_PROFILER")]
        public void Begin() => HostProfiler.Begin(Handle);

        [Conditional("ENABLE_PROFILER")]
        public void End() => HostProfiler.End(Handle);
    }
}
