using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Saccade.Package.Tests.Rooms
{
    /// <summary>Which room of an assembly knows which: a room is a folder, and a type belongs to its file's folder.</summary>
    internal sealed class RoomGraph
    {
        private readonly Dictionary<(string From, string To), SortedSet<string>> _uses = new();
        private readonly RoomSources _sources;

        public RoomGraph(RoomSources sources)
        {
            _sources = sources;
            Rooms = sources.Compilation.SyntaxTrees.Select(tree => sources.RoomOf(tree.FilePath))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .ToArray();
            foreach (var tree in sources.Compilation.SyntaxTrees)
            {
                if (sources.RoomOf(tree.FilePath) is { } room)
                {
                    Read(tree, room);
                }
            }

            Arrows = _uses.OrderBy(pair => pair.Key.From, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.To, StringComparer.Ordinal)
                .Select(pair => new RoomArrow(pair.Key.From, pair.Key.To, pair.Value.ToArray()))
                .ToArray();
        }

        /// <summary>All folders that hold sources, in ordinal order.</summary>
        public IReadOnlyList<string> Rooms { get; }

        public IReadOnlyList<RoomArrow> Arrows { get; }

        /// <summary>Sets of rooms in which each knows every other, be it through others; a room alone is none.</summary>
        public IReadOnlyList<IReadOnlyList<string>> Circles =>
            Rooms.Select(room => Rooms.Where(other => other == room || (Reaches(room, other) && Reaches(other, room))).ToArray())
                .Where(circle => circle.Length > 1)
                .DistinctBy(circle => string.Join('\n', circle))
                .ToArray();

        private bool Reaches(string from, string to)
        {
            HashSet<string> seen = new(StringComparer.Ordinal);
            Stack<string> open = new(new[] { from });
            while (open.TryPop(out var room))
            {
                foreach (var next in Arrows.Where(arrow => arrow.From == room).Select(arrow => arrow.To).Where(seen.Add))
                {
                    open.Push(next);
                }
            }

            return seen.Contains(to);
        }

        private void Read(SyntaxTree tree, string room)
        {
            var model = _sources.Compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (node is not (ExpressionSyntax or ConstructorInitializerSyntax or AttributeSyntax))
                {
                    continue;
                }

                var found = model.GetSymbolInfo(node);
                foreach (var symbol in found.Symbol is { } one ? new[] { one } : found.CandidateSymbols.ToArray())
                {
                    Note(tree.FilePath, room, symbol);
                }

                // A conversion that the compiler puts in is a member's call that no text shows.
                if (node is ExpressionSyntax expression && model.GetConversion(expression).MethodSymbol is { } conversion)
                {
                    Note(tree.FilePath, room, conversion);
                }
            }
        }

        private void Note(string file, string room, ISymbol symbol)
        {
            foreach (var type in TypesOf(symbol))
            {
                var outermost = type;
                while (outermost.ContainingType is { } outer)
                {
                    outermost = outer;
                }

                foreach (var declaration in outermost.DeclaringSyntaxReferences)
                {
                    // An assembly that is compiled from source too may lie in a folder of this one.
                    if (_sources.Compilation.ContainsSyntaxTree(declaration.SyntaxTree)
                        && _sources.RoomOf(declaration.SyntaxTree.FilePath) is { } home && home != room)
                    {
                        if (!_uses.TryGetValue((room, home), out var uses))
                        {
                            _uses.Add((room, home), uses = new SortedSet<string>(StringComparer.Ordinal));
                        }

                        uses.Add($"{file} uses {outermost.Name}");
                    }
                }
            }
        }

        private static IEnumerable<INamedTypeSymbol> TypesOf(ISymbol symbol) => symbol switch
        {
            // What is inferred (var, new()) names its type's arguments nowhere.
            INamedTypeSymbol named => named.TypeArguments.SelectMany(TypesOf).Prepend(named.OriginalDefinition),
            IArrayTypeSymbol array => TypesOf(array.ElementType),
            IPointerTypeSymbol pointer => TypesOf(pointer.PointedAtType),
            ITypeSymbol or INamespaceSymbol => Array.Empty<INamedTypeSymbol>(),
            _ when symbol.ContainingSymbol is INamedTypeSymbol owner => new[] { owner.OriginalDefinition },
            _ => Array.Empty<INamedTypeSymbol>(),
        };
    }
}
