using System.CommandLine;
using System.IO;
using Saccade.Benchmarks.Runtime.Overlay;
using Saccade.Benchmarks.Runtime.Realtime;

namespace Saccade.Benchmarks.Runtime
{
    /// <summary>The benchmarks of the running scene, which render: <c>bench overlay</c> and its neighbours.</summary>
    internal static class Program
    {
        private static int Main(string[] arguments)
        {
            Option<DirectoryInfo> artifacts = new("--artifacts")
            {
                Description = "Folder for what the benchmarks keep.",
                DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(".artifacts", "benchmarks")),
                Recursive = true,
                Hidden = true,
            };

            // One line for each benchmark.
            RootCommand root = new("Measures the running scene.")
            {
                artifacts,
                OverlayCommand.Make(artifacts),
                RealtimeCommand.Make(artifacts),
            };
            return root.Parse(arguments).Invoke();
        }
    }
}
