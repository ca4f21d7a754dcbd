using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Saccade.Host.ApiSurface
{
    /// <summary>The assemblies that stand in for Unity's own and for those of its packages.</summary>
    public static class HostAssemblies
    {
        private static readonly string[] Spaces = { "UnityEngine", "UnityEditor", "Unity", "AOT" };

        /// <summary>The package that an assembly stands in for, by the assembly's name; null for Unity's own API.</summary>
        public static IReadOnlyDictionary<string, string?> PackageByAssembly { get; } =
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Saccade.Host.Engine"] = null,
                ["Saccade.Host.Editor.Api"] = null,
                ["Unity.RenderPipelines.Core.Runtime"] = "com.unity.render-pipelines.core",
                ["Unity.RenderPipelines.Universal.Runtime"] = "com.unity.render-pipelines.universal",
            };

        /// <summary>Reads what the assemblies beside this program offer in Unity's namespaces.</summary>
        /// <param name="folder">The folder that holds the compiled assemblies.</param>
        /// <returns>Each member with the package that it comes from; null for Unity itself.</returns>
        /// <exception cref="FileNotFoundException">An assembly is not in <paramref name="folder"/>.</exception>
        public static IReadOnlyList<(ApiMember Member, string? Package)> Read(string folder) =>
            PackageByAssembly.SelectMany(entry => Read(folder, entry.Key).Select(found => (found.Member, entry.Value))).ToArray();

        /// <summary>Reads the same with the symbols that it is read from.</summary>
        /// <param name="folder">The folder that holds the compiled assemblies.</param>
        /// <returns>Each symbol with its member.</returns>
        /// <exception cref="FileNotFoundException">An assembly is not in <paramref name="folder"/>.</exception>
        public static IReadOnlyList<(ISymbol Symbol, ApiMember Member)> ReadSymbols(string folder) =>
            PackageByAssembly.Keys.SelectMany(name => Read(folder, name)).ToArray();

        /// <summary>Whether a namespace is Unity's.</summary>
        /// <param name="space">The full name.</param>
        /// <returns>True for UnityEngine, UnityEditor, Unity and AOT, and for what lies in them.</returns>
        public static bool IsUnity(string space)
        {
            ArgumentNullException.ThrowIfNull(space);
            return Spaces.Any(known => space == known || space.StartsWith(known + ".", StringComparison.Ordinal));
        }

        /// <summary>References to .NET's assemblies, which both Unity's sources and the host's assemblies are read with.</summary>
        /// <returns>One reference for each assembly of the runtime that this program runs on.</returns>
        public static IReadOnlyList<MetadataReference> Platform { get; } =
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll" or "System.dll" or "Microsoft.CSharp.dll"
                    || Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path))
                .ToArray();

        private static (ISymbol Symbol, ApiMember Member)[] Read(string folder, string name)
        {
            var path = Path.Combine(folder, name + ".dll");
            if (!File.Exists(path))
            {
                throw new FileNotFoundException($"{path}: not found. Build the project {name} first.", path);
            }

            var all = PackageByAssembly.Keys.Select(key => Path.Combine(folder, key + ".dll")).Where(File.Exists)
                .Select(file => (MetadataReference)MetadataReference.CreateFromFile(file)).ToArray();
            var compilation = CSharpCompilation.Create("Reader", references: Platform.Concat(all));
            var assembly = all.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>()
                .Single(symbol => symbol.Name == name);
            return ApiReader.ReadSymbols(assembly, IsUnity).ToArray();
        }
    }
}
