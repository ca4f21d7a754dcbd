using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using Saccade.Tools;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>One <c>.asmdef</c> file.</summary>
    internal sealed class AssemblyDefinition
    {
        private readonly JObject _content;

        private AssemblyDefinition(string path, JObject content)
        {
            Path = path;
            _content = content;
        }

        /// <summary>Relative to the package's root, with forward slashes.</summary>
        public string Path { get; }

        /// <summary>The folder in which it lies; empty for the root.</summary>
        public string Folder => Path.LastIndexOf('/') is int slash and >= 0 ? Path[..slash] : string.Empty;

        public string Name => (string?)_content["name"] ?? string.Empty;

        public IReadOnlyList<string> References => Strings("references");

        public IReadOnlyList<string> Libraries => Strings("precompiledReferences");

        public IReadOnlyList<string> Platforms => Strings("includePlatforms");

        public IReadOnlyList<string> Constraints => Strings("defineConstraints");

        public bool NamesItsLibraries => (bool?)_content["overrideReferences"] ?? false;

        public bool IsForTheEditorOnly => Platforms.Count == 1 && Platforms[0] == "Editor";

        public IReadOnlyList<(string Package, string Expression, string Symbol)> VersionDefines =>
            ((JArray?)_content["versionDefines"] ?? new JArray())
                .Select(define => ((string?)define["name"] ?? string.Empty, (string?)define["expression"] ?? string.Empty,
                    (string?)define["define"] ?? string.Empty))
                .ToArray();

        /// <summary>All that Unity would see of a package, samples as if they were imported.</summary>
        public static IReadOnlyList<AssemblyDefinition> All(string root) =>
            PackageTree.Entries(root)
                .Where(entry => !entry.IsFolder && entry.Path.EndsWith(".asmdef", StringComparison.OrdinalIgnoreCase))
                .Select(
                    entry => new AssemblyDefinition(entry.Path, JObject.Parse(File.ReadAllText(System.IO.Path.Combine(root, entry.Path)))))
                .ToArray();

        /// <summary>The symbols by which it is compiled only where a package is installed.</summary>
        public IEnumerable<string> SymbolsOf(string package) =>
            VersionDefines.Where(define => define.Package == package).Select(define => define.Symbol);

        /// <summary>Whether the file belongs to this assembly, if no other definition lies nearer.</summary>
        public bool Covers(string file) => Folder.Length == 0 || file.StartsWith(Folder + "/", StringComparison.Ordinal);

        private string[] Strings(string key) =>
            ((JArray?)_content[key] ?? new JArray()).Select(token => (string?)token ?? string.Empty).ToArray();
    }
}
