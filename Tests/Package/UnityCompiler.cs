using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Saccade.Package.Tests
{
    /// <summary>
    /// Compiles sources as Unity 2022.3 does: C# 9 against the netstandard2.1 reference assembly.
    /// </summary>
    /// <remarks>
    /// The assemblies that the sources use were built for .NET 10 and refer to its System.* assemblies. Stand-ins of those names
    /// forward every type to netstandard.dll, so that what netstandard2.1 lacks does not exist for the sources either.
    /// </remarks>
    internal static class UnityCompiler
    {
        private static readonly MetadataReference Standard =
            MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "NetStandard", "netstandard.dll"));

        // One assembly in several versions: Unity's compiler says nothing of it either.
        private static readonly string[] OfVersions = { "CS1701", "CS1702" };

        private static readonly ConcurrentDictionary<string, MetadataReference> ReferenceByPath = new(StringComparer.Ordinal);

        private static readonly Lazy<string> ForwardsToStandard = new(Forwards);

        private static readonly ConcurrentDictionary<string, MetadataReference> StandInByName = new(StringComparer.Ordinal);

        /// <summary>Compiles sources, without writing anything.</summary>
        /// <param name="name">The assembly's name.</param>
        /// <param name="sources">Texts by path.</param>
        /// <param name="symbols">What is defined; Unity defines none of .NET's own symbols.</param>
        /// <param name="compilerOptions">Lines of a csc.rsp.</param>
        /// <param name="allowsUnsafe">Whether pointers may be used.</param>
        /// <param name="assemblies">Full paths of the assemblies, built for .NET 10, that the sources use.</param>
        /// <param name="others">Assemblies that were compiled here.</param>
        /// <returns>What the compiler knows.</returns>
        /// <exception cref="ArgumentException">An option asks for what Unity 2022.3 does not have.</exception>
        public static CSharpCompilation Compile(
            string name,
            IEnumerable<(string Path, string Text)> sources,
            IEnumerable<string> symbols,
            IReadOnlyList<string> compilerOptions,
            bool allowsUnsafe,
            IReadOnlyList<string> assemblies,
            IEnumerable<MetadataReference> others)
        {
            var options = CSharpCommandLineParser.Default.Parse(
                compilerOptions.Append("-langversion:9").Append("-target:library").Append("-out:assembly.dll"), AppContext.BaseDirectory,
                null);
            var wrong = options.Errors.Where(error => error.Id != "CS2008").Select(error => error.ToString())
                .Concat(compilerOptions.Where(line => line.Contains("langversion", StringComparison.OrdinalIgnoreCase)))
                .ToArray();
            if (wrong.Length > 0)
            {
                throw new ArgumentException($"{name}: csc.rsp: {string.Join("; ", wrong)}", nameof(compilerOptions));
            }

            var parse = options.ParseOptions.WithPreprocessorSymbols(options.ParseOptions.PreprocessorSymbolNames.Concat(symbols));
            return CSharpCompilation.Create(
                name,
                sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, parse, source.Path)),
                assemblies.Select(path => ReferenceByPath.GetOrAdd(path, file => MetadataReference.CreateFromFile(file)))
                    .Concat(StandIns(assemblies))
                    .Concat(others)
                    .Append(Standard),
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    nullableContextOptions: options.CompilationOptions.NullableContextOptions,
                    specificDiagnosticOptions: options.CompilationOptions.SpecificDiagnosticOptions,
                    warningLevel: 4,
                    allowUnsafe: allowsUnsafe));
        }

        /// <summary>What is wrong with sources.</summary>
        /// <param name="compilation">What <see cref="Compile"/> returned.</param>
        /// <param name="least">Errors alone, or warnings too.</param>
        /// <returns>One line for each.</returns>
        public static IReadOnlyList<string> Problems(CSharpCompilation compilation, DiagnosticSeverity least) =>
            compilation.GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity >= least && !diagnostic.IsSuppressed && !OfVersions.Contains(diagnostic.Id))
                .Select(diagnostic => diagnostic.ToString())
                .ToArray();

        private static IEnumerable<MetadataReference> StandIns(IEnumerable<string> assemblies) =>
            assemblies.SelectMany(SystemReferences)
                .GroupBy(name => name.Name!, StringComparer.Ordinal)
                .Where(group => group.Key != "netstandard")
                .Select(group => group.MaxBy(name => name.Version)!)
                .Select(name => StandInByName.GetOrAdd(name.FullName, _ => StandIn(name)));

        private static string Forwards()
        {
            StringBuilder forwards = new();
            var compilation = CSharpCompilation.Create("Reader", references: new[] { Standard });
            var standard = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(Standard)!;
            foreach (var type in PublicTypes(standard.GlobalNamespace))
            {
                var generics = type.Arity == 0 ? string.Empty : $"<{new string(',', type.Arity - 1)}>";
                var name = type.SpecialType == SpecialType.System_Void ? "void" : $"{type.ContainingNamespace}.{type.Name}{generics}";
                forwards.Append("[assembly: System.Runtime.CompilerServices.TypeForwardedTo(typeof(").Append(name).Append("))]\n");
            }

            return forwards.ToString();
        }

        private static IEnumerable<INamedTypeSymbol> PublicTypes(INamespaceSymbol space) =>
            space.GetTypeMembers().Where(type => type.DeclaredAccessibility == Accessibility.Public)
                .Concat(space.GetNamespaceMembers().SelectMany(PublicTypes));

        private static PortableExecutableReference StandIn(AssemblyName name)
        {
            // A reference fits only an assembly with the same public key, so the stand-in borrows the real one's.
            var key = Assembly.Load(name).GetName().GetPublicKey()!.ToImmutableArray();
            var compilation = CSharpCompilation.Create(
                name.Name!,
                new[] { CSharpSyntaxTree.ParseText(
                    $"[assembly: System.Reflection.AssemblyVersion(\"{name.Version}\")]\n{ForwardsToStandard.Value}") },
                new[] { Standard },
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, cryptoPublicKey: key, delaySign: true));
            using MemoryStream image = new();
            var result = compilation.Emit(image);
            return result.Success
                ? MetadataReference.CreateFromImage(image.ToArray())
                : throw new InvalidOperationException($"{name}: {string.Join('\n', result.Diagnostics.Take(3))}");
        }

        private static IEnumerable<AssemblyName> SystemReferences(string path)
        {
            using PEReader image = new(File.OpenRead(path));
            var reader = image.GetMetadataReader();
            return reader.AssemblyReferences
                .Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName())
                .Where(name => name.Name is "netstandard" or "mscorlib" || name.Name!.StartsWith("System.", StringComparison.Ordinal))
                .ToArray();
        }
    }
}
