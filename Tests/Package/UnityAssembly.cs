using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Saccade.Package.Tests
{
    /// <summary>An assembly definition with the sources that belong to it.</summary>
    internal sealed class UnityAssembly
    {
        private readonly JObject _definition;

        /// <param name="definition">The asmdef's text.</param>
        /// <param name="sources">The C# files under its folder that no nested asmdef takes.</param>
        /// <param name="compilerOptions">The lines of csc.rsp beside it.</param>
        public UnityAssembly(string definition, IReadOnlyList<(string Path, string Text)> sources, IReadOnlyList<string> compilerOptions)
        {
            _definition = JObject.Parse(definition);
            Sources = sources;
            CompilerOptions = compilerOptions;
        }

        public string Name => (string)_definition["name"]!;

        public IReadOnlyList<(string Path, string Text)> Sources { get; }

        public IReadOnlyList<string> CompilerOptions { get; }

        /// <summary>Whether warnings are somebody else's.</summary>
        public bool IsForeign => Name == OnnxRuntimePackage.Name;

        public IReadOnlyList<string> References => Strings("references");

        public bool AllowsUnsafe => (bool?)_definition["allowUnsafeCode"] ?? false;

        public bool KnowsNoEngine => (bool?)_definition["noEngineReferences"] ?? false;

        /// <summary>Assemblies by file name; those that Unity hands to everybody are not used here, and so not counted.</summary>
        public IReadOnlyList<string> Precompiled =>
            (bool?)_definition["overrideReferences"] ?? false ? Strings("precompiledReferences") : Array.Empty<string>();

        /// <summary>All assemblies of this package and of ONNX Runtime's, samples among them as if they had been imported.</summary>
        public static IReadOnlyList<UnityAssembly> All { get; } = Find().Append(OnnxRuntime()).ToArray();

        /// <summary>C# files that Unity sees and that no asmdef takes.</summary>
        public static IReadOnlyList<string> Strays { get; } =
            Visible("*.cs").Where(path => FolderOf(path, Visible("*.asmdef")) == null).Select(Repository.Relative).ToArray();

        /// <summary>What is defined while this assembly is compiled.</summary>
        public IReadOnlyCollection<string> Symbols(UnityPass pass) =>
            ((JArray?)_definition["versionDefines"] ?? new JArray())
                .Where(define => pass.Packages.TryGetValue((string)define["name"]!, out var version)
                    && UnityVersionRange.Contains((string)define["expression"]!, version))
                .Select(define => (string)define["define"]!)
                .Concat(pass.Symbols)
                .ToHashSet(StringComparer.Ordinal);

        /// <summary>Whether Unity compiles this assembly at all.</summary>
        public bool IsCompiledIn(UnityPass pass)
        {
            var only = Strings("includePlatforms");
            var isPlatform = only.Length > 0 ? only.Contains(pass.Platform) : !Strings("excludePlatforms").Contains(pass.Platform);
            var symbols = Symbols(pass);
            return isPlatform
                && (!IsForeign || pass.Packages.ContainsKey(OnnxRuntimePackage.Name))
                && Strings("defineConstraints").All(constraint => constraint.Split("||").Any(part => IsMet(part.Trim(), symbols)));
        }

        private static bool IsMet(string constraint, IReadOnlyCollection<string> symbols) =>
            constraint.StartsWith('!') ? !symbols.Contains(constraint[1..].Trim()) : symbols.Contains(constraint);

        private static IEnumerable<UnityAssembly> Find()
        {
            var definitions = Visible("*.asmdef").ToArray();
            var sources = Visible("*.cs").ToLookup(path => FolderOf(path, definitions));
            foreach (var definition in definitions)
            {
                var folder = Path.GetDirectoryName(definition)!;
                var options = Path.Combine(folder, "csc.rsp");
                yield return new UnityAssembly(
                    File.ReadAllText(definition),
                    sources[folder].Select(path => (Repository.Relative(path), File.ReadAllText(path))).ToArray(),
                    File.Exists(options) ? File.ReadAllLines(options) : Array.Empty<string>());
            }
        }

        private static UnityAssembly OnnxRuntime() =>
            new(
                OnnxRuntimePackage.Files.Single(file => file.Path.EndsWith(".asmdef", StringComparison.Ordinal)).Text,
                OnnxRuntimePackage.Files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal)).ToArray(),
                Array.Empty<string>());

        // Unity passes by what begins with a dot or ends in ~; samples it copies into the project.
        private static IEnumerable<string> Visible(string pattern) =>
            Repository.Files(pattern).Where(path => Repository.Relative(path).Split('/')
                .Select((part, depth) => depth == 0 && part == "Samples~" ? "Samples" : part)
                .All(part => !part.StartsWith('.') && !part.EndsWith('~')));

        // The nearest asmdef above a file takes it.
        private static string? FolderOf(string path, IEnumerable<string> definitions) =>
            definitions.Select(definition => Path.GetDirectoryName(definition)!)
                .Where(folder => path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                .MaxBy(folder => folder.Length);

        private string[] Strings(string key) => ((JArray?)_definition[key] ?? new JArray()).Select(token => (string)token!).ToArray();
    }
}
