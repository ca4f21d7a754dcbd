using System;
using System.Net;
using System.Net.Http;

namespace Saccade.Training.Download
{
    /// <summary>The answer at the end of the redirects: a body, or the refusal of a range.</summary>
    /// <param name="Response">Its headers are read, its body is not.</param>
    /// <param name="Hash">What the whole file must hash to; null when no server on the way said so.</param>
    /// <param name="LinkedSize">The length of the whole file as the hub has it; null when it doesn't say.</param>
    internal sealed record ServerAnswer(HttpResponseMessage Response, ContentHash? Hash, long? LinkedSize) : IDisposable
    {
        /// <summary>The length of the whole file; null when neither the hub nor the server of the body says.</summary>
        internal long? Total => LinkedSize ?? (Response.StatusCode == HttpStatusCode.OK ? ContentLength : RangeTotal);

        private long? ContentLength => Response.Content.Headers.ContentLength;

        private long? RangeTotal => Response.Content.Headers.ContentRange?.Length;

        /// <summary>Where the body starts in the file: at its beginning, or where it was asked for from.</summary>
        /// <param name="asked">The first byte that was asked for.</param>
        /// <returns>Null when it is another part, or when two lengths contradict each other.</returns>
        internal long? FindStart(long asked) => Response.StatusCode == HttpStatusCode.OK
                ? (ContentLength ?? Total) == Total ? 0 : null
                : Response.Content.Headers.ContentRange is { Unit: "bytes" } range && range.From == asked && (RangeTotal ?? Total) == Total
                    ? asked
                    : null;

        public void Dispose() => Response.Dispose();
    }
}
