using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Saccade.Host.ApiSurface
{
    /// <summary>The C# sources of one Unity version, as Unity publishes them for reference, read but never built.</summary>
    /// <remarks>
    /// All modules are taken as one assembly: what is declared twice is declared privately somewhere, and only the public API is looked at.
    /// </remarks>
    public sealed partial class UnitySource
    {
        private static readonly string[] Parts = { "Editor", "Runtime", "Modules", "ModuleOverrides", "External", "artifacts" };

        // The published sources are those of the editor; nearly all other conditions are resolved in them.
        private static readonly CSharpParseOptions Options = new(
            LanguageVersion.Preview, DocumentationMode.None, preprocessorSymbols: new[] { "UNITY_EDITOR", "UNITY_EDITOR_WIN" });

        private readonly Dictionary<string, (ISymbol Symbol, ApiMember Member)[]> _membersByType = new(StringComparer.Ordinal);
        private readonly Dictionary<string, INamedTypeSymbol> _types = new(StringComparer.Ordinal);
        private readonly NativeCalls _natives;

        private UnitySource(string version, Compilation compilation)
        {
            Version = version;
            _natives = new NativeCalls(compilation);
            foreach (var type in ApiReader.AllTypes(compilation.Assembly.GlobalNamespace))
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
            return new UnitySource(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)), compilation);
        }

        /// <summary>What is defined while the sources are read.</summary>
        internal static IEnumerable<string> Symbols => Options.PreprocessorSymbolNames;

        /// <summary>What a type has, inherited members too.</summary>
        /// <param name="type">The type's name as in <see cref="ApiMember.Type"/>.</param>
        /// <returns>Empty for a type that the version lacks or keeps to itself.</returns>
        public IEnumerable<ApiMember> Members(string type) => MembersWithSymbols(type).Select(entry => entry.Member);

        /// <summary>Whether reading and writing a member, or calling it, is for the main thread alone.</summary>
        /// <param name="member">A stand-in's member.</param>
        /// <returns>For a property each of its accessors; for all else the same twice; false of what the version lacks.</returns>
        public (bool Get, bool Set) IsMainOnly(ApiMember member)
        {
            var uses = Alike(member).Select(entry => _natives.IsMainOnly(entry.Symbol)).ToArray();
            return (uses.Any(use => use.Get), uses.Any(use => use.Set));
        }

        /// <summary>The way that a member takes to a native call of the main thread's, for whoever doubts it.</summary>
        /// <param name="member">A stand-in's member.</param>
        /// <returns>The methods on the way, the native one last; empty where there is none.</returns>
        public IReadOnlyList<string> NativePath(ApiMember member) =>
            Alike(member).SelectMany(entry => entry.Symbol switch
            {
                IPropertySymbol property => new[] { property.GetMethod, property.SetMethod },
                IEventSymbol raised => new[] { raised.AddMethod, raised.RemoveMethod },
                _ => new[] { entry.Symbol as IMethodSymbol },
            }).OfType<IMethodSymbol>().Select(_natives.Path).FirstOrDefault(path => path.Count > 0)?.Select(step => step.ToDisplayString())
                .ToArray() ?? Array.Empty<string>();

        /// <summary>Whether a member is obsolete or no more there, by itself or with its type.</summary>
        /// <param name="member">A stand-in's member.</param>
        /// <returns>True where using it is an error or a warning.</returns>
        public bool IsObsolete(ApiMember member)
        {
            var alike = Alike(member).ToArray();
            return alike.Length == 0 || alike.All(entry => ApiReader.IsObsoleteWithTypes(entry.Symbol))
                || (_types.TryGetValue(member.Type, out var type) && ApiReader.IsObsoleteWithTypes(type));
        }

        // What a caller names in the same way, though it may have become virtual or got another default.
        private IEnumerable<(ISymbol Symbol, ApiMember Member)> Alike(ApiMember member) =>
            MembersWithSymbols(member.Type).Where(entry => member.IsType
                ? entry.Member.IsType
                : !entry.Member.IsType && Called(entry.Member.Shape) == Called(member.Shape));

        private static string Called(string shape) =>
            Defaults().Replace(shape.Replace("abstract ", string.Empty, StringComparison.Ordinal), "$1");

        [GeneratedRegex(" = [^,)]*([,)])")]
        private static partial Regex Defaults();

        private (ISymbol Symbol, ApiMember Member)[] MembersWithSymbols(string type)
        {
            if (!_membersByType.TryGetValue(type, out var members))
            {
                members = _types.TryGetValue(type, out var symbol) && symbol.DeclaredAccessibility == Accessibility.Public
                    ? ApiReader.ReadWithInherited(symbol).ToArray()
                    : Array.Empty<(ISymbol, ApiMember)>();
                _membersByType.Add(type, members);
            }

            return members;
        }
    }
}
