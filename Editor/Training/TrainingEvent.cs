using System;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Saccade.Progress;

namespace Saccade.Editor
{
    /// <summary>
    /// One line of the training process's progress stream: a JSON object with at least <c>version</c> and <c>event</c>. Fields that
    /// are not known are kept and ignored, so that an older editor follows a newer trainer. The names are those of
    /// <c>ProgressStream</c>.
    /// </summary>
    public sealed class TrainingEvent
    {
        /// <summary>
        /// The version of the stream that this reader was written for. What is added within a version can be ignored; a higher one
        /// means something else by the same words.
        /// </summary>
        public const int Version = ProgressStream.Version;

        private readonly JObject _fields;

        private TrainingEvent(string kind, JObject fields)
        {
            Kind = kind;
            _fields = fields;
        }

        /// <summary>
        /// What happened: <c>phase</c>, <c>alive</c>, <c>started</c>, <c>step</c>, <c>epoch</c>, <c>download</c>, <c>finished</c>,
        /// <c>cancelled</c>, <c>error</c>, or one that is newer than this reader.
        /// </summary>
        public string Kind { get; }

        /// <summary>Whether the event is of a version that this reader understands.</summary>
        public bool IsReadable => GetNumber(ProgressStream.Every.Version, Version) < Version + 1;

        /// <summary>Whether nothing comes after it.</summary>
        internal bool IsLast =>
            Kind == ProgressStream.Finished.Kind || Kind == ProgressStream.Cancelled.Kind || Kind == ProgressStream.Error.Kind;

        /// <summary>Reads one line.</summary>
        /// <param name="line">The line, without its end.</param>
        /// <returns>The event, or null for a line that is none: some library's chatter.</returns>
        public static TrainingEvent? Parse(string line)
        {
            var fields = ParseFields(line);
            var kind = fields?[ProgressStream.Every.Event];
            return kind?.Type == JTokenType.String ? new TrainingEvent((string)kind!, fields!) : null;
        }

        private static JObject? ParseFields(string line)
        {
            if (line == null || !line.StartsWith('{'))
            {
                return null;
            }

            try
            {
                using (var reader =
                    new JsonTextReader(new System.IO.StringReader(line)) { MaxDepth = 32, DateParseHandling = DateParseHandling.None })
                {
                    return JObject.Load(reader);
                }
            }
            catch (JsonException)
            {
                return null;
            }
            catch (OverflowException)
            {
                return null;
            }
        }

        /// <summary>A number of the event, or a fallback where it has none of that name.</summary>
        /// <param name="name">The field.</param>
        /// <param name="whenAbsent">The fallback.</param>
        public double GetNumber(string name, double whenAbsent = double.NaN)
        {
            var token = _fields[name];
            return token != null && (token.Type == JTokenType.Float || token.Type == JTokenType.Integer)
                ? token.Value<double>()
                : whenAbsent;
        }

        /// <summary>A text of the event, or a fallback where it has none of that name.</summary>
        /// <param name="name">The field.</param>
        /// <param name="whenAbsent">The fallback.</param>
        public string GetText(string name, string whenAbsent = "")
        {
            var token = _fields[name];
            return token != null && token.Type == JTokenType.String ? (string)token! : whenAbsent;
        }

        /// <summary>A field as it came; null where the event has none of that name.</summary>
        internal JToken? GetField(string name) => _fields[name];

        /// <inheritdoc/>
        public override string ToString() => Kind + " " + _fields.ToString(Formatting.None);
    }
}
