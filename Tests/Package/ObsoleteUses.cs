using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Saccade.Host.ApiSurface;

namespace Saccade.Package.Tests
{
    /// <summary>Finds what sources use of Unity's API that a version calls obsolete, or lacks.</summary>
    internal static class ObsoleteUses
    {
        private static readonly Dictionary<string, string> SinceByKey =
            SurfaceLine.Parse(Repository.Read("Host~/unity-api.tsv")).Where(line => line.ObsoleteSince != SurfaceLine.NotObsolete)
                .ToDictionary(line => line.Key, line => line.ObsoleteSince, StringComparer.Ordinal);

        // Only these are looked up, which is quick.
        private static readonly HashSet<string> Names = HostAssemblies.Read(AppContext.BaseDirectory)
            .Where(entry => SinceByKey.ContainsKey(entry.Member.Key))
            .Select(entry => entry.Member.Name is ".ctor" or "this[]" ? entry.Member.Type.Split('.', '<')[^1] : entry.Member.Name)
            .ToHashSet(StringComparer.Ordinal);

        /// <summary>Looks at one compilation.</summary>
        /// <param name="compilation">The sources, with what they were compiled against.</param>
        /// <param name="unity">Unity's version.</param>
        /// <returns>Place, member and the version since which it is obsolete, one line for each use.</returns>
        public static IEnumerable<string> In(CSharpCompilation compilation, Version unity) =>
            compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
                .Where(name => Names.Contains(name.Identifier.ValueText) || Names.Contains(name.Identifier.ValueText + "Attribute"))
                .SelectMany(name => Told(name, compilation.GetSemanticModel(tree), unity)));

        private static IEnumerable<string> Told(SimpleNameSyntax name, SemanticModel model, Version unity)
        {
            var symbol = model.GetSymbolInfo(name).Symbol?.OriginalDefinition;
            return new[] { symbol, symbol?.ContainingType, (name.Parent as ObjectCreationExpressionSyntax)?.Type == name
                    ? model.GetSymbolInfo(name.Parent!).Symbol?.OriginalDefinition : null }
                .OfType<ISymbol>()
                .Where(used => used is not INamespaceSymbol && HostAssemblies.IsUnity(used.ContainingNamespace?.ToDisplayString() ?? ""))
                .Select(ApiReader.Describe)
                .Where(member => SinceByKey.TryGetValue(member.Key, out var since) && Version.Parse(since) <= unity)
                .Select(member => $"{name.GetLocation().GetLineSpan()}: {member.Type}: {member.Declaration} is obsolete since Unity "
                    + SinceByKey[member.Key]);
        }
    }
}
