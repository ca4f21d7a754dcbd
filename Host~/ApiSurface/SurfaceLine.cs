using System;
using System.Collections.Generic;

namespace Saccade.Host.ApiSurface
{
    /// <summary>One line of a list of API: tab-separated words.</summary>
    /// <param name="Type">The type's full name.</param>
    /// <param name="Declaration">The member, or the type itself in parentheses.</param>
    /// <param name="Since">The first Unity version that has it, such as <c>2019.1</c>, or the package that it comes from.</param>
    /// <param name="Threads">From where it may be called: a word of <see cref="ThreadUse"/>.</param>
    /// <param name="ObsoleteSince">The version from which on it is obsolete or gone; <see cref="NotObsolete"/> where it isn't.</param>
    public sealed record SurfaceLine(string Type, string Declaration, string Since, string Threads, string ObsoleteSince)
    {
        /// <summary>Stands for a version where there is none.</summary>
        public const string NotObsolete = "-";

        private const int Columns = 5;

        /// <summary>What the line is found by.</summary>
        public string Key => Type + "\t" + Declaration;

        /// <summary>Reads a list.</summary>
        /// <param name="text">The file's text; lines that begin with # are for readers.</param>
        /// <param name="columns">How many columns a line has, 5 or more; those after the fifth are left out of the result.</param>
        /// <returns>The lines in the file's order.</returns>
        /// <exception cref="FormatException">A line has another number of columns.</exception>
        public static IReadOnlyList<SurfaceLine> Parse(string text, int columns = Columns)
        {
            ArgumentNullException.ThrowIfNull(text);
            List<SurfaceLine> lines = new();
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var words = line.TrimEnd('\r').Split('\t');
                if (line.StartsWith('#'))
                {
                    continue;
                }

                if (words.Length != columns)
                {
                    throw new FormatException($"'{line}': {words.Length} columns. Expected {columns}, with tabs between them.");
                }

                lines.Add(new SurfaceLine(words[0], words[1], words[2], words[3], words[4]));
            }

            return lines;
        }

        /// <inheritdoc/>
        public override string ToString() => string.Join('\t', Type, Declaration, Since, Threads, ObsoleteSince);
    }
}
