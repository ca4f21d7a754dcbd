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
                ["UnityEngine.UI"] = "com.unity.ugui",
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

        /// <summary>Reads one assembly in Unity's namespaces.</summary>
        /// <param name="path">The assembly.</param>
        /// <param name="references">The assemblies that it may need, .NET's left out.</param>
        /// <returns>Each symbol with its member.</returns>
        public static IReadOnlyList<(ISymbol Symbol, ApiMember Member)> ReadSymbols(string path, IEnumerable<string> references)
        {
            var asked = MetadataReference.CreateFromFile(path);
            var compilation = CSharpCompilation.Create(
                "Reader", references: Platform.Append(asked).Concat(references.Select(file => MetadataReference.CreateFromFile(file))));
            return ApiReader.ReadSymbols((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(asked)!, IsUnity).ToArray();
        }

        /// <summary>Reads what the engine holds ready for Unity versions after the one that the package asks for.</summary>
        /// <param name="folder">The folder that holds the compiled assemblies.</param>
        /// <returns>Each member, which is not public, with the version that it is marked with.</returns>
        public static IReadOnlyList<(ApiMember Member, string Since)> ReadAdded(string folder)
        {
            var engine = MetadataReference.CreateFromFile(Path.Combine(folder, "Saccade.Host.Engine.dll"));
            var compilation = CSharpCompilation.Create(
                "Reader",
                references: Platform.Append(engine),
                options: new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary, metadataImportOptions: MetadataImportOptions.Internal));
            return ApiReader.AllTypes(((IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(engine)!).GlobalNamespace)
                .SelectMany(type => type.GetMembers().OfType<IMethodSymbol>())
                .SelectMany(method => method.GetAttributes()
                    .Where(attribute => attribute.AttributeClass?.Name == "SinceUnityAttribute")
                    .Select(attribute => (ApiReader.Describe(method), (string)attribute.ConstructorArguments[0].Value!)))
                .ToArray();
        }

        private static IReadOnlyList<(ISymbol Symbol, ApiMember Member)> Read(string folder, string name)
        {
            var path = Path.Combine(folder, name + ".dll");
            if (!File.Exists(path))
            {
                throw new FileNotFoundException($"{path}: not found. Build the project {name} first.", path);
            }

            return ReadSymbols(
                path,
                PackageByAssembly.Keys.Where(key => key != name).Select(key => Path.Combine(folder, key + ".dll")).Where(File.Exists));
        }
    }
}
