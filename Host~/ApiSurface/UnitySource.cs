using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Saccade.Host.ApiSurface
{
    /// <summary>The C# sources of one Unity version, as Unity publishes them for reference, read but never built.</summary>
    /// <remarks>
    /// All modules are taken as one assembly: what is declared twice is declared privately somewhere, and only the public API is looked at.
    /// </remarks>
    public sealed class UnitySource
    {
        private static readonly string[] Parts = { "Editor", "Runtime", "Modules", "ModuleOverrides", "External", "artifacts" };

        // The published sources are those of the editor; nearly all other conditions are resolved in them.
        private static readonly CSharpParseOptions Options = new(
            LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: new[] { "UNITY_EDITOR", "UNITY_EDITOR_WIN" });

        private readonly Dictionary<string, ApiMember[]> _membersByType = new(StringComparer.Ordinal);
        private readonly Dictionary<string, INamedTypeSymbol> _types = new(StringComparer.Ordinal);

        private UnitySource(string version, IAssemblySymbol assembly)
        {
            Version = version;
            foreach (var type in AllTypes(assembly.GlobalNamespace))
            {
                _types[ApiReader.NameOf(type)] = type;
            }
        }

        /// <summary>The version, such as <c>2022.3</c>.</summary>
        public string Version { get; }

        /// <summary>Parses the sources.</summary>
        /// <param name="folder">A folder, named by the version, with Unity's folders Editor, Runtime and Modules.</param>
        /// <returns>What the version offers.</returns>
        /// <exception cref="DirectoryNotFoundException">There is no source in <paramref name="folder"/>.</exception>
        public static UnitySource Parse(string folder)
        {
            var files = Parts.Select(part => Path.Combine(folder, part)).Where(Directory.Exists)
                .SelectMany(part => Directory.EnumerateFiles(part, "*.cs", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal)
                .ToArray();
            if (files.Length == 0)
            {
                throw new DirectoryNotFoundException(
                    $"{folder}: no C# sources in Editor, Runtime or Modules. Expected a checked-out tree.");
            }

            var trees = files.AsParallel().AsOrdered()
                .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Options, file, null, CancellationToken.None))
                .ToArray();
            var compilation = CSharpCompilation.Create(
                "Unity", trees, HostAssemblies.Platform,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
            return new UnitySource(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), compilation.Assembly);
        }

        /// <summary>What a type has, inherited members too.</summary>
        /// <param name="type">The type's name as in <see cref="ApiMember.Type"/>.</param>
        /// <returns>Empty for a type that the version lacks or keeps to itself.</returns>
        public IReadOnlyList<ApiMember> Members(string type)
        {
            if (!_membersByType.TryGetValue(type, out var members))
            {
                members = _types.TryGetValue(type, out var symbol) && symbol.DeclaredAccessibility == Accessibility.Public
                    ? ApiReader.ReadWithInherited(symbol).ToArray()
                    : Array.Empty<ApiMember>();
                _membersByType.Add(type, members);
            }

            return members;
        }

        private static IEnumerable<INamedTypeSymbol> AllTypes(INamespaceSymbol space) =>
            space.GetTypeMembers().SelectMany(WithNested).Concat(space.GetNamespaceMembers().SelectMany(AllTypes));

        private static IEnumerable<INamedTypeSymbol> WithNested(INamedTypeSymbol type) =>
            type.GetTypeMembers().SelectMany(WithNested).Prepend(type);
    }
}
