using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Saccade.Package.Tests.Rooms
{
    /// <summary>What a house must keep to: no circles of rooms, names that say the folder, folders that one can overlook.</summary>
    internal static class RoomRules
    {
        /// <summary>How many source files a folder may hold.</summary>
        public const int MaximumFiles = 25;

        /// <summary>One text for each circle, with an example for each arrow in it.</summary>
        public static IReadOnlyList<string> Circles(RoomGraph graph) =>
            graph.Circles.Select(circle =>
            {
                StringBuilder text = new();
                text.Append("circle of ").Append(circle.Count).Append(" rooms: ").AppendJoin(", ", circle.Select(Shown));
                foreach (var arrow in graph.Arrows.Where(arrow => circle.Contains(arrow.From) && circle.Contains(arrow.To)))
                {
                    text.Append("\n  ").Append(Shown(arrow.From)).Append(" -> ").Append(Shown(arrow.To)).Append(": ").Append(arrow.Uses[0]);
                    if (arrow.Uses.Count > 1)
                    {
                        text.Append(" (and ").Append(arrow.Uses.Count - 1).Append(" more)");
                    }
                }

                return text.ToString();
            }).ToArray();

        /// <summary>One line for each type whose namespace is not that of its folder, and for each exception that is not needed.</summary>
        /// <param name="sources">The assembly.</param>
        /// <param name="kept">Full names of the public types that users write, which stay wherever their file lies.</param>
        public static IReadOnlyList<string> Namespaces(RoomSources sources, IReadOnlyCollection<string> kept)
        {
            List<string> problems = new();
            foreach (var (type, file) in Types(sources))
            {
                var name = type.ToDisplayString(FullName);
                var room = sources.RoomOf(file)!;
                var expected = room.Length == 0 ? sources.Namespace : $"{sources.Namespace}.{room.Replace('/', '.')}";
                var actual = type.ContainingNamespace.IsGlobalNamespace ? string.Empty : type.ContainingNamespace.ToDisplayString();
                if (!kept.Contains(name) && actual != expected)
                {
                    problems.Add(
                        $"{file}: {name} is in the namespace {actual}, and its folder is {expected}."
                        + (type.DeclaredAccessibility == Accessibility.Public
                            ? " Users write this name? Then add it to PublicNames.txt."
                            : string.Empty));
                }
                else if (kept.Contains(name) && actual == expected)
                {
                    problems.Add($"{file}: {name} stands in PublicNames.txt, but its namespace is its folder's. Delete the line.");
                }
                else if (kept.Contains(name) && type.DeclaredAccessibility != Accessibility.Public)
                {
                    problems.Add(
                        $"{file}: {name} stands in PublicNames.txt, but is not public. Give it its folder's namespace, {expected}.");
                }
            }

            return problems.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        }

        /// <summary>One line for each type whose parts lie in several folders.</summary>
        public static IReadOnlyList<string> Parts(RoomSources sources) =>
            Types(sources).GroupBy(pair => pair.Type.ToDisplayString(FullName), pair => pair.File, StringComparer.Ordinal)
                .Select(group => (Name: group.Key, Rooms: group.Select(sources.RoomOf).Distinct(StringComparer.Ordinal).ToArray()))
                .Where(type => type.Rooms.Length > 1)
                .Select(
                    type => $"{type.Name}: its parts lie in {string.Join(" and ", type.Rooms.Select(Shown))}. A type belongs to one room.")
                .ToArray();

        /// <summary>One line for each folder that is too large.</summary>
        public static IReadOnlyList<string> Sizes(RoomSources sources) =>
            Written(sources).CountBy(tree => sources.RoomOf(tree.FilePath)!, StringComparer.Ordinal)
                .Where(room => room.Value > MaximumFiles)
                .Select(room =>
                    $"{sources.Folder}/{room.Key}: holds {room.Value} source files, and may hold {MaximumFiles}. Make rooms within it.")
                .ToArray();

        /// <summary>The whole graph as text: what is wrong, then the rooms with what they know, those first that know least.</summary>
        public static string Show(RoomSources sources, RoomGraph graph, IReadOnlyCollection<string> kept)
        {
            StringBuilder text = new();
            text.Append(sources.Name).Append(" in ").Append(sources.Folder).Append(": ").Append(graph.Rooms.Count).Append(" rooms, ")
                .Append(graph.Arrows.Count).Append(" arrows\n");
            foreach (var problem in Circles(graph).Concat(Parts(sources)).Concat(Sizes(sources)).Concat(Namespaces(sources, kept)))
            {
                text.Append('\n').Append(problem).Append('\n');
            }

            var files = Written(sources).CountBy(tree => sources.RoomOf(tree.FilePath)!, StringComparer.Ordinal)
                .ToDictionary(StringComparer.Ordinal);
            foreach (var room in graph.Rooms.OrderBy(room => graph.Arrows.Count(arrow => arrow.From == room)))
            {
                text.Append('\n').Append(Shown(room)).Append(" (").Append(files.GetValueOrDefault(room)).Append(" files)\n");
                foreach (var arrow in graph.Arrows.Where(arrow => arrow.From == room))
                {
                    text.Append("  -> ").Append(Shown(arrow.To)).Append('\n');
                    foreach (var use in arrow.Uses)
                    {
                        text.Append("       ").Append(use).Append('\n');
                    }
                }
            }

            return text.ToString();
        }

        /// <summary>All types that are nested in no other, with each file that holds a part of them; generated ones left out.</summary>
        public static IEnumerable<(INamedTypeSymbol Type, string File)> Types(RoomSources sources)
        {
            foreach (var tree in Written(sources))
            {
                var model = sources.Compilation.GetSemanticModel(tree);
                foreach (var node in tree.GetRoot()
                    .DescendantNodes(inner => inner is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax))
                {
                    if (node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                    {
                        yield return ((INamedTypeSymbol)model.GetDeclaredSymbol(node)!, tree.FilePath);
                    }
                }
            }
        }

        /// <summary>The full names of all types that are nested in no other.</summary>
        public static IEnumerable<string> Names(RoomSources sources) => Types(sources).Select(pair => pair.Type.ToDisplayString(FullName));

        private static SymbolDisplayFormat FullName { get; } =
            new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

        private static string Shown(string? room) => string.IsNullOrEmpty(room) ? "(root)" : room;

        private static IEnumerable<SyntaxTree> Written(RoomSources sources) =>
            sources.Compilation.SyntaxTrees.Where(tree =>
                sources.RoomOf(tree.FilePath) != null && !tree.FilePath.StartsWith(RoomSources.GeneratedFolder, StringComparison.Ordinal));
    }
}
