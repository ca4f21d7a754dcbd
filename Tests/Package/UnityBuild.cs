using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Saccade.Package.Tests
{
    /// <summary>
    /// Compiles assemblies as Unity does: each by itself, against exactly what its definition names. What comes out the same in several
    /// passes is compiled once.
    /// </summary>
    internal sealed partial class UnityBuild
    {
        private const string EditorApi = "Saccade.Host.Editor.Api.dll";

        private readonly Dictionary<string, UnityAssembly> _assemblies;
        private readonly Dictionary<string, CSharpCompilation> _compiled = new(StringComparer.Ordinal);
        private readonly Dictionary<CSharpCompilation, IReadOnlyList<string>> _problems = new();

        public UnityBuild(IEnumerable<UnityAssembly> assemblies)
        {
            _assemblies = assemblies.ToDictionary(assembly => assembly.Name, StringComparer.Ordinal);
        }

        /// <summary>The package, with its samples and what it needs.</summary>
        public static UnityBuild Package { get; } = new(UnityAssembly.All);

        /// <summary>Errors and warnings of all assemblies; of other people's, errors alone.</summary>
        public IReadOnlyList<string> Problems(UnityPass pass) =>
            Compile(pass).SelectMany(compilation =>
            {
                if (!_problems.TryGetValue(compilation, out var problems))
                {
                    problems = UnityCompiler.Problems(
                        compilation,
                        _assemblies[compilation.AssemblyName!].IsForeign ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning);
                    _problems.Add(compilation, problems);
                }

                return problems;
            }).ToArray();

        /// <summary>The assemblies that Unity compiles in a pass.</summary>
        public IReadOnlyList<CSharpCompilation> Compile(UnityPass pass) =>
            _assemblies.Values.Where(assembly => assembly.IsCompiledIn(pass)).Select(assembly => Compile(assembly, pass).Compilation)
                .ToArray();

        [GeneratedRegex(@"^\s*#\s*(?:el)?if\b(.*)$", RegexOptions.Multiline)]
        private static partial Regex Condition();

        [GeneratedRegex(@"[A-Za-z_]\w*")]
        private static partial Regex Word();

        private (CSharpCompilation Compilation, string Key) Compile(UnityAssembly assembly, UnityPass pass)
        {
            var others = assembly.References
                .Where(name => _assemblies.TryGetValue(name, out var other) && other.IsCompiledIn(pass))
                .Select(name => Compile(_assemblies[name], pass))
                .ToArray();

            // A reference that names nothing is passed over, as in Unity: what needs it says so.
            var files = assembly.References.Where(name => !_assemblies.ContainsKey(name)).Select(name => name + ".dll")
                .Concat(assembly.Precompiled)
                .Concat(assembly.KnowsNoEngine || !(pass.IsEditor || ShowsElements(assembly)) ? Array.Empty<string>() : new[] { EditorApi })
                .Select(name => Path.Combine(AppContext.BaseDirectory, name))
                .Where(File.Exists)
                .Concat(assembly.KnowsNoEngine ? Array.Empty<string>() : new[] { NewerEngine.PathFor(pass.Unity) })
                .ToArray();
            var symbols = SymbolsThatMatter(assembly).Intersect(assembly.Symbols(pass)).Order(StringComparer.Ordinal).ToArray();
            var key = string.Join(' ', symbols.Concat(files).Concat(others.Select(other => other.Key)).Prepend(assembly.Name));
            if (!_compiled.TryGetValue(key, out var compilation))
            {
                compilation = UnityCompiler.Compile(
                    assembly.Name,
                    assembly.Sources,
                    symbols,
                    assembly.CompilerOptions,
                    assembly.AllowsUnsafe,
                    files,
                    others.Select(other => other.Compilation.ToMetadataReference()));
                _compiled.Add(key, compilation);
            }

            return (compilation, key);
        }

        // Players have UI Toolkit's elements too, which the stand-in keeps in the editor's assembly, but nothing of UnityEditor.
        private static bool ShowsElements(UnityAssembly assembly) =>
            assembly.Sources.Any(source => source.Text.Contains("using UnityEngine.UIElements;", StringComparison.Ordinal))
            && !assembly.Sources.Any(source => source.Text.Contains("UnityEditor", StringComparison.Ordinal));

        private static IEnumerable<string> SymbolsThatMatter(UnityAssembly assembly) =>
            assembly.Sources.SelectMany(source => Condition().Matches(source.Text))
                .SelectMany(condition => Word().Matches(condition.Groups[1].Value))
                .Select(word => word.Value)
                .Distinct(StringComparer.Ordinal);
    }
}
