using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Saccade.Training.Model
{
    /// <summary>Settings of the thread pool that torch computes with; they count only if made before its library is loaded.</summary>
    internal static partial class OpenMP
    {
        /// <summary>Lets torch's threads sleep while they wait for each other.</summary>
        /// <remarks>
        /// By default they spin. With anything else running on the cores, such as an editor or a game, the one that would do the
        /// work waits for the core that a spinning one holds: on two busy cores training went 9 times slower than with this.
        /// </remarks>
        [ModuleInitializer]
        internal static void WaitAsleep()
        {
            if (OperatingSystem.IsLinux())
            {
                // .NET keeps a copy of the environment to itself; native libraries see only what libc is told.
                _ = SetEnvironmentVariable("OMP_WAIT_POLICY", "PASSIVE", overwrite: 0);
            }
        }

        [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
        private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
    }
}
