using System;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Saccade.Training.Runs
{
    /// <summary>Which weights training changes: the head, the last blocks with all that follows them, or every weight.</summary>
    [JsonConverter(typeof(JsonText))]
    public readonly record struct TrainedPart
    {
        private const string LastPrefix = "last-";

        private TrainedPart(int? blocks)
        {
            Blocks = blocks;
        }

        /// <summary>The classifier's head; the backbone is frozen.</summary>
        public static TrainedPart Head => new(0);

        /// <summary>Every weight.</summary>
        public static TrainedPart All => new(null);

        /// <summary>How many of the encoder's last blocks learn, 0 for the head alone; null for every weight.</summary>
        public int? Blocks { get; }

        /// <summary>The last blocks, the final layer norm and the head.</summary>
        /// <param name="count">How many blocks, 1 or more.</param>
        public static TrainedPart LastBlocks(int count)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
            return new TrainedPart(count);
        }

        /// <summary>Reads what <see cref="ToString"/> writes: <c>head</c>, <c>last-3</c> or <c>all</c>.</summary>
        /// <param name="text">The text.</param>
        /// <param name="part">The part.</param>
        /// <returns>Whether it could be read.</returns>
        public static bool TryParse(string text, out TrainedPart part)
        {
            var isLast = text.StartsWith(LastPrefix, StringComparison.Ordinal);
            var digits = isLast ? text.AsSpan(LastPrefix.Length) : [];
            var count = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
            part = count > 0 ? LastBlocks(count) : text == "all" ? All : Head;
            return count > 0 || text is "all" or "head";
        }

        /// <inheritdoc/>
        public override string ToString() =>
            Blocks switch { null => "all", 0 => "head", { } count => FormattableString.Invariant($"{LastPrefix}{count}") };

        private sealed class JsonText : JsonConverter<TrainedPart>
        {
            public override TrainedPart Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                TryParse(reader.GetString() ?? "", out var part)
                    ? part
                    : throw new JsonException("expected head, last-N or all.");

            public override void Write(Utf8JsonWriter writer, TrainedPart value, JsonSerializerOptions options) =>
                writer.WriteStringValue(value.ToString());
        }
    }
}
