using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using Saccade.Tools;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>That Unity compiles what it should, only that, and only where all that it needs is installed.</summary>
    internal static partial class AssemblyRules
    {
        /// <summary>One line for each thing that is wrong.</summary>
        public static IEnumerable<string> Findings(string root)
        {
            var all = AssemblyDefinition.All(root);
            var dependencies = ManifestRules.ReadDependencies(root);
            return Names(all)
                .Concat(Scripts(root, all))
                .Concat(all.SelectMany(definition => References(definition, all)))
                .Concat(all.SelectMany(definition => Libraries(definition, dependencies)))
                .Concat(all.SelectMany(Constraints))
                .Concat(all.SelectMany(Versions))
                .Concat(all.SelectMany(Platforms));
        }

        private static IEnumerable<string> Names(IReadOnlyList<AssemblyDefinition> all) =>
            all.Where(definition => definition.Name != Path.GetFileNameWithoutExtension(definition.Path))
                .Select(definition => $"{definition.Path}: its name is '{definition.Name}', not that of the file.")
                .Concat(all.GroupBy(definition => definition.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
                    .Select(group => $"{string.Join(", ", group.Select(definition => definition.Path))}: have one name."))
                .Concat(all.GroupBy(definition => definition.Folder, StringComparer.Ordinal).Where(group => group.Count() > 1)
                    .Select(group => $"{group.Key}: holds {group.Count()} assembly definitions, and Unity takes one a folder."));

        private static IEnumerable<string> Scripts(string root, IReadOnlyList<AssemblyDefinition> all)
        {
            foreach (var entry in PackageTree.Entries(root).Where(entry => !entry.IsFolder && Path.GetExtension(entry.Path) == ".cs"))
            {
                var nearest = all.Where(definition => definition.Covers(entry.Path)).MaxBy(definition => definition.Folder.Length);
                if (nearest == null)
                {
                    yield return $"{entry.Path}: lies under no assembly definition, so Unity doesn't compile it or puts it into an "
                        + "assembly of its own making.";
                }
            }
        }

        private static IEnumerable<string> References(AssemblyDefinition definition, IReadOnlyList<AssemblyDefinition> all)
        {
            foreach (var reference in definition.References)
            {
                var own = all.FirstOrDefault(other => other.Name == reference);
                if (own != null)
                {
                    // Where the other isn't compiled, this one must not be either.
                    foreach (var missing in own.Constraints.Except(definition.Constraints))
                    {
                        yield return $"{definition.Path}: refers to {reference}, which needs {missing}; this doesn't, and would be "
                            + "compiled without it.";
                    }

                    if (own.IsForTheEditorOnly && !definition.IsForTheEditorOnly)
                    {
                        yield return $"{definition.Path}: refers to {reference}, which there is in the editor only.";
                    }
                }
                else if (!Ecosystem.PackageByAssembly.TryGetValue(reference, out var package))
                {
                    yield return $"{definition.Path}: refers to '{reference}', which is in neither the package nor the list of known "
                        + "assemblies.";
                }
                else if (!definition.SymbolsOf(package).Any(definition.Constraints.Contains))
                {
                    yield return $"{definition.Path}: refers to {reference}, but no version define of {package} is among its constraints.";
                }
            }
        }

        private static IEnumerable<string> Libraries(AssemblyDefinition definition, JObject dependencies)
        {
            if (definition.Libraries.Count > 0 && !definition.NamesItsLibraries)
            {
                yield return $"{definition.Path}: names precompiled assemblies, which Unity ignores without overrideReferences.";
            }

            foreach (var library in definition.Libraries)
            {
                if (Ecosystem.PackageByLibrary.TryGetValue(library, out var package))
                {
                    if (!dependencies.ContainsKey(package))
                    {
                        yield return $"{definition.Path}: uses {library}, but package.json doesn't depend on {package}.";
                    }
                }
                else if (!Ecosystem.SymbolByLibrary.TryGetValue(library, out var symbol))
                {
                    yield return $"{definition.Path}: uses '{library}', which is not in the list of known precompiled assemblies.";
                }
                else if (!definition.Constraints.Contains(symbol))
                {
                    yield return $"{definition.Path}: uses {library}, but {symbol} is not among its constraints.";
                }
            }
        }

        private static IEnumerable<string> Constraints(AssemblyDefinition definition)
        {
            var isInert = Ecosystem.InertFolders.Any(
                folder => definition.Folder == folder || definition.Folder.StartsWith(folder + "/", StringComparison.Ordinal));
            if (isInert != definition.Constraints.Contains(Ecosystem.NeverCompiled))
            {
                yield return isInert
                    ? $"{definition.Path}: would be compiled by Unity; {Ecosystem.NeverCompiled} must be among its constraints."
                    : $"{definition.Path}: is never compiled by Unity, because {Ecosystem.NeverCompiled} is among its constraints.";
            }

            foreach (var constraint in definition.Constraints)
            {
                var symbol = constraint.TrimStart('!');
                if (!Ecosystem.IsKnownSymbol(symbol) && definition.VersionDefines.All(define => define.Symbol != symbol))
                {
                    yield return $"{definition.Path}: is compiled only with {symbol}, which nothing defines.";
                }
            }
        }

        private static IEnumerable<string> Versions(AssemblyDefinition definition)
        {
            foreach (var (package, expression, symbol) in definition.VersionDefines)
            {
                if (!Ecosystem.PackageByAssembly.Values.Contains(package) && !ModuleRules.IsModule(package))
                {
                    yield return $"{definition.Path}: defines {symbol} for the package '{package}', which is not in the list of known "
                        + "packages.";
                }

                if (!VersionExpression().IsMatch(expression))
                {
                    yield return $"{definition.Path}: defines {symbol} for the version '{expression}', which is neither a version nor a "
                        + "range such as [1.0,2.0).";
                }

                if (!Symbol().IsMatch(symbol))
                {
                    yield return $"{definition.Path}: defines '{symbol}', which is no symbol.";
                }
            }
        }

        private static IEnumerable<string> Platforms(AssemblyDefinition definition)
        {
            if (definition.Folder.Split('/').Contains("Editor", StringComparer.OrdinalIgnoreCase) && !definition.IsForTheEditorOnly)
            {
                yield return $"{definition.Path}: lies in a folder Editor and would be compiled into players too.";
            }
        }

        // Unity takes a version (from it on) or an interval in mathematical notation.
        [GeneratedRegex(@"^(\d+(\.\d+){0,2}(-[\w.]+)?|[\[\(](\d+(\.\d+){0,2}(-[\w.]+)?)?(,(\d+(\.\d+){0,2}(-[\w.]+)?)?)?[\]\)])$")]
        private static partial Regex VersionExpression();

        [GeneratedRegex("^[A-Z_][A-Z0-9_]*$")]
        private static partial Regex Symbol();
    }
}
