using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace Saccade.Core.Tests.Unpacking
{
    /// <summary>ZIP archives as the framework writes them.</summary>
    internal static class Archives
    {
        public static readonly string OwnModel = Fixtures.Find("exported", "vit-tiny");
        public static readonly string OptimumModel = Fixtures.Find("huggingface", "optimum");

        private static readonly string[] ModelFiles = ["config.json", "onnx/model.onnx", "preprocessor_config.json"];

        public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> files, CompressionLevel level = CompressionLevel.Optimal)
        {
            using MemoryStream stream = new();
            using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                foreach (var (name, content) in files)
                {
                    using var entry = archive.CreateEntry(name, level).Open();
                    entry.Write(content);
                }
            }

            return stream.ToArray();
        }

        /// <summary>The files that a model folder needs, under a folder of the archive.</summary>
        public static IEnumerable<(string Name, byte[] Content)> FilesOf(string model, string prefix = "") =>
            ModelFiles.Select(name => (prefix + name, File.ReadAllBytes(Path.Combine(model, name))));

        /// <summary>The same as an app's package: half of it stored, among the app's other files.</summary>
        public static byte[] Package(params (string Folder, string Model)[] models)
        {
            using MemoryStream stream = new();
            using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
            {
                archive.CreateEntry("AndroidManifest.xml");
                archive.CreateEntry("assets/");
                foreach (var (folder, model) in models)
                {
                    foreach (var (name, content) in FilesOf(model, $"assets/{folder}/"))
                    {
                        var level = name.EndsWith(".json", System.StringComparison.Ordinal)
                            ? CompressionLevel.NoCompression : CompressionLevel.Optimal;
                        using var entry = archive.CreateEntry(name, level).Open();
                        entry.Write(content);
                    }
                }
            }

            return stream.ToArray();
        }
    }
}
