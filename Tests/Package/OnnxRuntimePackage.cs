using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace Saccade.Package.Tests
{
    /// <summary>The sources of the package by which ONNX Runtime comes to Unity, as they were published.</summary>
    internal static class OnnxRuntimePackage
    {
        public const string Name = "com.github.asus4.onnxruntime";

        public const string Version = "0.4.9";

        public static IReadOnlyList<(string Path, string Text)> Files { get; } = Read();

        private static (string Path, string Text)[] Read()
        {
            using var archive = ZipFile.OpenRead(
                Path.Combine(Repository.Root, "Tests", "Fixtures~", "onnxruntime-unity", $"{Name}-{Version}.zip"));
            return archive.Entries.Select(entry =>
            {
                using StreamReader reader = new(entry.Open());
                return (entry.FullName, reader.ReadToEnd());
            }).ToArray();
        }
    }
}
