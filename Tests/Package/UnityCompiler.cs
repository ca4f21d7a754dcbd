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
        // Unity defines none of .NET's own symbols; this one stands for the package that Saccade.Runtime needs.
        private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp9, preprocessorSymbols: new[]
        {
            "SACCADE_ONNXRUNTIME", "SACCADE_SILKNET", "UNITY_2022_3_OR_NEWER",
        });

        private static readonly MetadataReference Standard =
            MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, "NetStandard", "netstandard.dll"));

        private static readonly Lazy<string> ForwardsToStandard = new(Forwards);

        private static readonly ConcurrentDictionary<string, MetadataReference> StandInByName = new(StringComparer.Ordinal);

        /// <summary>Compiles sources and says what is wrong with them.</summary>
        /// <param name="sources">Texts by path.</param>
        /// <param name="assemblies">Full paths of the assemblies, built for .NET 10, that the sources use.</param>
        /// <returns>One line for each error.</returns>
        public static IReadOnlyList<string> Errors(IEnumerable<(string Path, string Text)> sources, IReadOnlyList<string> assemblies)
        {
            CSharpCompilation compilation = CSharpCompilation.Create(
                "Compiled.As.Unity.Does",
                sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions, source.Path)),
                assemblies.Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
                    .Concat(StandIns(assemblies))
                    .Append(Standard),
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    nullableContextOptions: NullableContextOptions.Enable,
                    allowUnsafe: true));
            return compilation.GetDiagnostics()
                .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
                .Select(diagnostic => diagnostic.ToString())
                .ToArray();
        }

        private static IEnumerable<MetadataReference> StandIns(IEnumerable<string> assemblies) =>
            assemblies.SelectMany(SystemReferences)
                .GroupBy(name => name.Name!, StringComparer.Ordinal)
                .Where(group => group.Key != "netstandard")
                .Select(group => group.MaxBy(name => name.Version)!)
                .Select(name => StandInByName.GetOrAdd(name.FullName, _ => StandIn(name)));

        private static string Forwards()
        {
            StringBuilder forwards = new();
            CSharpCompilation compilation = CSharpCompilation.Create("Reader", references: new[] { Standard });
            IAssemblySymbol standard = (IAssemblySymbol)compilation.GetAssemblyOrModuleSymbol(Standard)!;
            foreach (INamedTypeSymbol type in PublicTypes(standard.GlobalNamespace))
            {
                string generics = type.Arity == 0 ? string.Empty : $"<{new string(',', type.Arity - 1)}>";
                string name = type.SpecialType == SpecialType.System_Void ? "void" : $"{type.ContainingNamespace}.{type.Name}{generics}";
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
            ImmutableArray<byte> key = Assembly.Load(name).GetName().GetPublicKey()!.ToImmutableArray();
            CSharpCompilation compilation = CSharpCompilation.Create(
                name.Name!,
                new[] { CSharpSyntaxTree.ParseText($"[assembly: System.Reflection.AssemblyVersion(\"{name.Version}\")]\n{ForwardsToStandard.Value}") },
                new[] { Standard },
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, cryptoPublicKey: key, delaySign: true));
            using MemoryStream image = new();
            Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(image);
            return result.Success
                ? MetadataReference.CreateFromImage(image.ToArray())
                : throw new InvalidOperationException($"{name}: {string.Join('\n', result.Diagnostics.Take(3))}");
        }

        private static IEnumerable<AssemblyName> SystemReferences(string path)
        {
            using PEReader image = new(File.OpenRead(path));
            MetadataReader reader = image.GetMetadataReader();
            return reader.AssemblyReferences
                .Select(handle => reader.GetAssemblyReference(handle).GetAssemblyName())
                .Where(name => name.Name is "netstandard" or "mscorlib" || name.Name!.StartsWith("System.", StringComparison.Ordinal))
                .ToArray();
        }
    }
}
