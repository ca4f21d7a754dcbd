using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HarfBuzzSharp;

namespace Saccade.Training.Naming
{
    /// <summary>
    /// Compares class names as readers do: an ä is the same letter whether a table writes it as one character or, as folders of some
    /// systems do, as a and two dots.
    /// </summary>
    internal sealed class ClassName : IEqualityComparer<string>
    {
        private ClassName()
        {
        }

        /// <summary>The comparison.</summary>
        internal static ClassName Comparer { get; } = new();

        public bool Equals(string? x, string? y) =>
            string.Equals(x, y, StringComparison.Ordinal)
            || (x is not null && y is not null && Normalize(x) == Normalize(y));

        public int GetHashCode(string obj) => Normalize(obj).GetHashCode(StringComparison.Ordinal);

        /// <summary>
        /// A name in Unicode's normal form C. The framework's own changes nothing where it runs without ICU, as this program does.
        /// </summary>
        /// <param name="name">Any text; one that is no valid UTF-16 stays as it is.</param>
        internal static string Normalize(string name)
        {
            if (Ascii.IsValid(name) || name.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar))
            {
                return name;
            }

            var letters = new List<Letter>();
            foreach (var rune in name.EnumerateRunes())
            {
                Decompose((uint)rune.Value, letters);
            }

            Order(letters);
            return Compose(letters);
        }

        private static void Decompose(uint code, List<Letter> letters)
        {
            // A pair's second part never decomposes; there is none where one character stands for another.
            if (UnicodeFunctions.Default.TryDecompose(code, out var first, out var second))
            {
                Decompose(first, letters);
                code = second;
            }

            if (code != 0)
            {
                letters.Add(new Letter(code, (int)UnicodeFunctions.Default.GetCombiningClass(code)));
            }
        }

        // Marks behind a letter stand by their class; those of one class keep their order.
        private static void Order(List<Letter> letters)
        {
            for (var start = 0; start < letters.Count; start++)
            {
                var count = letters.Skip(start).TakeWhile(letter => letter.Class != 0).Count();
                var marks = letters.GetRange(start, count).OrderBy(letter => letter.Class).ToArray();
                for (var i = 0; i < count; i++)
                {
                    letters[start + i] = marks[i];
                }

                start += count;
            }
        }

        private static string Compose(List<Letter> letters)
        {
            var composed = new List<Letter>();
            var starter = -1;
            foreach (var letter in letters)
            {
                // What stands between keeps a mark from its letter: another mark of the same class, or one that is behind it.
                var isBlocked = composed.Count - 1 > starter && (composed[^1].Class >= letter.Class || composed[^1].Class == 0);
                if (starter >= 0 && !isBlocked && UnicodeFunctions.Default.TryCompose(composed[starter].Code, letter.Code, out var both))
                {
                    composed[starter] = new Letter(both, 0);
                    continue;
                }

                composed.Add(letter);
                starter = letter.Class == 0 ? composed.Count - 1 : starter;
            }

            return string.Concat(composed.Select(letter => new Rune(letter.Code).ToString()));
        }

        /// <summary>A character that doesn't decompose, and its canonical combining class.</summary>
        private readonly record struct Letter(uint Code, int Class);
    }
}
