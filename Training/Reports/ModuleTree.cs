using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Model;

namespace Saccade.Training.Reports
{
    /// <summary>A model's modules and parameters, by the parts of their names.</summary>
    internal sealed class ModuleTree
    {
        private readonly List<ModuleTree> _children = [];

        private ModuleTree(string name)
        {
            Name = name;
        }

        private string Name { get; set; }

        private long[]? Shape { get; set; }

        private long Parameters => _children.Sum(child => child.Parameters * child.Repetitions) + Own;

        private long Own { get; set; }

        private int Repetitions { get; set; } = 1;

        // Two modules are alike when everything below their names is.
        private string Signature =>
            $"{string.Join(',', Shape ?? [])}"
            + $"({string.Join(';', _children.Select(child => child.Name + child.Repetitions + child.Signature))})";

        /// <summary>Writes the tree a line each: name, shape, parameters. Blocks that are alike become one line.</summary>
        internal static IEnumerable<string> Describe(ImageClassifier model)
        {
            var root = new ModuleTree("");
            foreach (var (name, parameter) in model.named_parameters())
            {
                root.Add(name.Split('.'), parameter.shape);
            }

            root.Fold();
            return root._children.SelectMany(child => child.ToLines(0));
        }

        private void Add(ReadOnlySpan<string> path, long[] shape)
        {
            var first = path[0];
            var child = _children.Find(node => node.Name == first);
            if (child is null)
            {
                child = new ModuleTree(first);
                _children.Add(child);
            }

            if (path.Length > 1)
            {
                child.Add(path[1..], shape);
            }
            else
            {
                child.Shape = shape;
                child.Own = shape.Aggregate(1L, (product, size) => product * size);
            }
        }

        private void Fold()
        {
            _children.ForEach(child => child.Fold());
            for (var i = 0; i + 1 < _children.Count;)
            {
                var (current, next) = (_children[i], _children[i + 1]);
                if (int.TryParse(next.Name, out _) && current.Signature == next.Signature)
                {
                    current.Name = $"{current.Name.Split(' ')[0]} ... {next.Name}";
                    current.Repetitions++;
                    _children.RemoveAt(i + 1);
                }
                else
                {
                    i++;
                }
            }
        }

        private IEnumerable<string> ToLines(int depth)
        {
            var shape = Shape is null ? "" : $"[{string.Join(", ", Shape)}]";
            var times = Repetitions > 1 ? $" x {Repetitions}" : "";
            var name = new string(' ', 2 * depth) + Name;
            yield return FormattableString.Invariant($"{name,-34} {shape,-20} {Parameters,14:N0}{times}");
            foreach (var line in _children.SelectMany(child => child.ToLines(depth + 1)))
            {
                yield return line;
            }
        }
    }
}
