using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>
    /// What a table's columns say of a picture's classes: <c>label</c> names one; <c>labels</c> any number, separated by <c>|</c>; where
    /// there is neither, every column that isn't something else is a class, with 1 where a picture shows it and 0 where not.
    /// </summary>
    internal sealed class LabelColumns
    {
        /// <summary>What separates several labels in one field.</summary>
        internal const char Separator = '|';

        private const string One = "label";
        private const string Many = "labels";

        private readonly int _column;
        private readonly IReadOnlyList<(int Column, string Class)> _classes;

        private LabelColumns(int column, bool isMultiLabel, IReadOnlyList<(int Column, string Class)> classes)
        {
            _column = column;
            _classes = classes;
            IsMultiLabel = isMultiLabel;
        }

        /// <summary>Whether a picture may show several classes.</summary>
        internal bool IsMultiLabel { get; }

        /// <summary>The classes that the heading names; none where the rows do.</summary>
        internal IEnumerable<string> Named => _classes.Select(entry => entry.Class);

        /// <summary>Finds the columns.</summary>
        /// <param name="source">The table and the heading's line, for messages.</param>
        /// <param name="heading">The names of all columns.</param>
        /// <param name="others">The columns that say something else.</param>
        /// <exception cref="TrainingException">There are none, or two that say the same.</exception>
        internal static LabelColumns Find(string source, IReadOnlyList<string> heading, IReadOnlyCollection<int> others)
        {
            var names = heading.Select(name => name.Trim()).ToArray();
            var named = Enumerable.Range(0, names.Length)
                .Where(column => IsName(names[column], One) || IsName(names[column], Many))
                .ToArray();
            if (named.Length == 1)
            {
                return new LabelColumns(named[0], IsName(names[named[0]], Many), []);
            }

            var classes = Enumerable.Range(0, names.Length)
                .Where(column => !others.Contains(column))
                .Select(column => (column, names[column]))
                .ToArray();
            var twice = classes.GroupBy(entry => entry.Item2, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
            return named.Length == 0 && classes.Length > 1 && twice is null && classes.All(entry => entry.Item2.Length > 0)
                ? new LabelColumns(-1, true, classes)
                : throw new TrainingException(
                    $"{source}: the heading has {named.Length} columns 'label' or 'labels'"
                    + (twice is null ? "" : $", and '{twice.Key}' {twice.Count()} times")
                    + ", expected one: path,label or path,label,split, separated by commas; path,labels with several labels a picture, "
                    + "separated by |; or path and a column with 0 or 1 for each of several classes.");
        }

        /// <summary>The classes of a row.</summary>
        /// <param name="source">The table and the row's line, for messages.</param>
        /// <param name="fields">The row.</param>
        /// <returns>One where a picture shows one; otherwise any number, each once.</returns>
        /// <exception cref="TrainingException">A field says nothing that can be understood.</exception>
        internal IReadOnlyList<string> Read(string source, IReadOnlyList<string> fields)
        {
            if (_column < 0)
            {
                return _classes
                    .Where(entry => IsShown(source, entry.Class, fields[entry.Column].Trim()))
                    .Select(entry => entry.Class)
                    .ToArray();
            }

            var field = fields[_column].Trim();
            if (!IsMultiLabel)
            {
                return field.Length > 0 ? [field] : throw new TrainingException($"{source}: label ''; expected the name of a class.");
            }

            var labels = field.Split(Separator).Select(label => label.Trim()).ToArray();
            return field.Length == 0 ? []
                : labels.All(label => label.Length > 0) ? labels.Distinct(StringComparer.Ordinal).ToArray()
                : throw new TrainingException(
                    $"{source}: labels '{field}'; expected names of classes with one {Separator} between two, or nothing where the picture "
                    + "shows none.");
        }

        private static bool IsName(string name, string expected) => name.Equals(expected, StringComparison.OrdinalIgnoreCase);

        private static bool IsShown(string source, string name, string field) => field.ToLowerInvariant() switch
        {
            "1" or "1.0" or "true" => true,
            "0" or "0.0" or "false" => false,
            _ => throw new TrainingException(
                $"{source}: column '{name}' is '{field}'; expected 1 where the picture shows that class and 0 where not. A table without a "
                + "column label or labels has such a column for each class."),
        };
    }
}
