using System;
using System.Runtime.InteropServices;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>How many cores Mesa's software driver may draw with.</summary>
    internal static class SoftwareRenderer
    {
        private const string Variable = "LP_NUM_THREADS";

        /// <summary>
        /// Sets the number of threads that rasterise and compute beside the one that calls. Has an effect only before the driver is
        /// loaded, and none on a GPU's driver or another system than Linux.
        /// </summary>
        /// <param name="threads">The number; 0 does all work on the calling thread.</param>
        public static void Limit(int threads)
        {
            if (!OperatingSystem.IsLinux())
            {
                return;
            }

            // The driver reads the process's own variables, of which .NET changes but a copy.
            _ = setenv(Variable, threads.ToString(), 1);
        }

        [DllImport("libc")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int setenv(
            [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
    }
}
