#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.IO;
using System.Reflection;
using System.Text.Json;

namespace UnityEditor.PackageManager
{
    /// <summary>A package of the project. Here it is the folder, above the program, that has a package.json.</summary>
    public sealed class PackageInfo
    {
        private PackageInfo(string folder, string version)
        {
            resolvedPath = folder;
            this.version = version;
        }

        public string version { get; }

        public string resolvedPath { get; }

        public static PackageInfo FindForAssembly(Assembly assembly)
        {
            ArgumentNullException.ThrowIfNull(assembly);
            for (DirectoryInfo folder = new(Path.GetDirectoryName(assembly.Location)); folder != null; folder = folder.Parent)
            {
                var path = Path.Combine(folder.FullName, "package.json");
                if (!File.Exists(path))
                {
                    continue;
                }

                using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
                return new PackageInfo(folder.FullName, manifest.RootElement.GetProperty(nameof(version)).GetString());
            }

            return null;
        }
    }
}
