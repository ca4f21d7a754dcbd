using System;
using System.Linq;
using System.Net.Http;

namespace Saccade.Training.Hub
{
    /// <summary>A server's last answer, and what the hub said of the file on the way to it.</summary>
    internal sealed class HubAnswer(HttpResponseMessage message, Uri address, string? etag, long? linkedSize) : IDisposable
    {
        internal HttpResponseMessage Message { get; } = message;

        /// <summary>Who answered.</summary>
        internal Uri Address { get; } = address;

        /// <summary>SHA-256 of a large file, the SHA-1 of a small one as git has it, or null; without quotes.</summary>
        internal string? ETag { get; } = etag;

        /// <summary>A large file's size in bytes, as the hub says.</summary>
        internal long? LinkedSize { get; } = linkedSize;

        public void Dispose()
        {
            Message.Dispose();
        }

        /// <summary>A header's first value, or null.</summary>
        internal static string? FindHeader(HttpResponseMessage message, string name)
        {
            return message.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
        }

        /// <summary>An entity tag without the mark of a weak one and without quotes.</summary>
        internal static string? Unquote(string? etag)
        {
            return etag is null ? null : (etag.StartsWith("W/", StringComparison.Ordinal) ? etag[2..] : etag).Trim('"');
        }
    }
}
