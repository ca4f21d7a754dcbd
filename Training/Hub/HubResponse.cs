using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;

namespace Saccade.Training.Hub
{
    /// <summary>The last answer of a chain of redirects, and what the hub's own answers on the way said of the file.</summary>
    internal sealed class HubResponse : IDisposable
    {
        private string? _linkedTag;
        private string? _tag;
        private long? _linkedSize;

        /// <summary>The last answer.</summary>
        internal HttpResponseMessage Message { get; private set; } = null!;

        /// <summary>The name of what went wrong, as the hub has it, such as <c>GatedRepo</c>.</summary>
        internal string? ErrorCode { get; private set; }

        /// <summary>
        /// What the file's bytes hash to: 64 hexadecimal digits of SHA-256 for a large file, 40 of git's SHA-1 for a small one; null
        /// where the hub doesn't say.
        /// </summary>
        internal string? Hash => new[] { _linkedTag, _tag }.FirstOrDefault(tag => tag is { Length: 40 or 64 } && tag.All(char.IsAsciiHexDigitLower));

        /// <summary>The file's size in bytes, or null where nobody says.</summary>
        internal long? Size =>
            _linkedSize ?? Message.Content.Headers.ContentRange?.Length
            ?? (Message.Content.Headers.ContentRange is null ? Message.Content.Headers.ContentLength : null);

        public void Dispose()
        {
            Message?.Dispose();
        }

        internal void Add(HttpResponseMessage message, bool isHub)
        {
            Message?.Dispose();
            Message = message;
            if (!isHub)
            {
                return;
            }

            ErrorCode = Find(message, "X-Error-Code") ?? ErrorCode;
            _linkedTag = Strip(Find(message, "X-Linked-Etag")) ?? _linkedTag;
            _tag = Strip(Find(message, "ETag")) ?? _tag;
            if (long.TryParse(Find(message, "X-Linked-Size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
            {
                _linkedSize = size;
            }
        }

        private static string? Find(HttpResponseMessage message, string name)
        {
            return message.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString().Trim() : null;
        }

        // W/"abc" and "abc" both name abc.
        private static string? Strip(string? tag)
        {
            return tag?.Replace("W/", "", StringComparison.Ordinal).Trim('"').ToLowerInvariant();
        }
    }
}
