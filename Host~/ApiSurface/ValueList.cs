using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Host.ApiSurface
{
    /// <summary>Words in a fixed order that are compared by content.</summary>
    public sealed class ValueList : IEquatable<ValueList>
    {
        private readonly string[] _words;

        /// <summary>Holds these words.</summary>
        /// <param name="words">Any words, in any order, each once.</param>
        public ValueList(IEnumerable<string> words)
        {
            _words = words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        }

        /// <summary>No words.</summary>
        public static ValueList Empty { get; } = new(Array.Empty<string>());

        /// <summary>Whether every word of another list is here too.</summary>
        /// <param name="other">The list that may be smaller.</param>
        /// <returns>True for an empty <paramref name="other"/>.</returns>
        public bool Covers(ValueList other)
        {
            ArgumentNullException.ThrowIfNull(other);
            return other._words.All(word => _words.Contains(word, StringComparer.Ordinal));
        }

        /// <inheritdoc/>
        public bool Equals(ValueList? other) => other != null && _words.AsSpan().SequenceEqual(other._words);

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as ValueList);

        /// <inheritdoc/>
        public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

        /// <summary>The words with commas between them.</summary>
        public override string ToString() => string.Join(", ", _words);
    }
}
