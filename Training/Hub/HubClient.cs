using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Hub
{
    /// <summary>Asks the hub, follows where it points, and keeps the token to the hub itself.</summary>
    internal sealed class HubClient : IDisposable
    {
        private const int MostRedirects = 10;

        private readonly HubOptions _options;
        private readonly HttpClient _http;

        internal HubClient(HubOptions options)
        {
            _options = options;
            var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = options.StallTimeout };
            _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
            _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("saccade", "0.1.0"));

            // Ranges and hashes are of the file itself, not of a packed form.
            _http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        }

        public void Dispose()
        {
            _http.Dispose();
        }

        /// <summary>Asks for a path of the hub, from a byte on, and follows redirects to the answer that isn't one.</summary>
        /// <param name="path">Relative to the endpoint.</param>
        /// <param name="offset">The first byte wanted; 0 for all.</param>
        /// <param name="cancellation">Stops the asking.</param>
        /// <returns>An answer of whatever status, except those that are tried again; its body is still to be read.</returns>
        /// <exception cref="TransientException">Nobody answered, or the answer is to come again.</exception>
        /// <exception cref="TrainingException">The redirects don't end, or lead where they must not.</exception>
        internal async Task<HubAnswer> Open(string path, long offset, CancellationToken cancellation)
        {
            var address = new Uri($"{_options.Endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
            string? linked = null, etag = null;
            long? size = null;
            for (var i = 0; i <= MostRedirects; i++)
            {
                var message = await Send(address, offset, cancellation);
                if (IsHub(address))
                {
                    linked ??= HubAnswer.Unquote(HubAnswer.FindHeader(message, "X-Linked-Etag"));
                    etag = HubAnswer.Unquote(HubAnswer.FindHeader(message, "ETag")) ?? etag;
                    size ??= long.TryParse(HubAnswer.FindHeader(message, "X-Linked-Size"), out var bytes) && bytes >= 0 ? bytes : null;
                }

                if (!IsRedirect(message.StatusCode))
                {
                    ThrowIfTransient(message, address);
                    return new HubAnswer(message, address, linked ?? etag, size);
                }

                using (message)
                {
                    address = Follow(address, message.Headers.Location);
                }
            }

            throw new TrainingException(
                $"{address.Printable()}: more than {MostRedirects} redirects on the way to {path}. Check HF_ENDPOINT, or try again later.");
        }

        /// <summary>Reads an answer's bytes; they stop for longer than the patience goes, and the connection counts as cut.</summary>
        /// <param name="answer">What to read.</param>
        /// <param name="take">Gets the bytes piece by piece.</param>
        /// <param name="cancellation">Stops the reading.</param>
        /// <exception cref="TransientException">The connection was cut.</exception>
        internal async Task Read(HubAnswer answer, Func<ReadOnlyMemory<byte>, ValueTask> take, CancellationToken cancellation)
        {
            var buffer = new byte[1 << 18];
            var body = await Patiently(answer.Address, patience => answer.Message.Content.ReadAsStreamAsync(patience), cancellation);
            await using (body)
            {
                int count;
                while ((count = await Patiently(answer.Address, patience => body.ReadAsync(buffer, patience).AsTask(), cancellation)) > 0)
                {
                    await take(buffer.AsMemory(0, count));
                }
            }
        }

        /// <summary>Where a redirect leads.</summary>
        /// <param name="address">Who answered with it.</param>
        /// <param name="location">Absolute, or relative to the address.</param>
        /// <exception cref="TrainingException">It leads nowhere, or from https to http.</exception>
        internal static Uri Follow(Uri address, Uri? location)
        {
            var target = location is null || !Uri.TryCreate(address, location, out var resolved) ? null : resolved;
            if (target is null || target.Scheme is not ("http" or "https"))
            {
                throw new TrainingException(
                    $"{address.Printable()}: the answer is a redirect to nowhere. Check HF_ENDPOINT, or try again later.");
            }

            if (address.Scheme == "https" && target.Scheme == "http")
            {
                throw new TrainingException(
                    $"{address.Printable()}: refused to follow a redirect from https to {target.Printable()}, where others could change "
                    + "the file. Check HF_ENDPOINT.");
            }

            return target;
        }

        private static bool IsRedirect(HttpStatusCode status)
        {
            return (int)status is 301 or 302 or 303 or 307 or 308;
        }

        private bool IsHub(Uri address)
        {
            var hub = _options.Endpoint;
            return address.Scheme == hub.Scheme && address.IdnHost == hub.IdnHost && address.Port == hub.Port;
        }

        private Task<HttpResponseMessage> Send(Uri address, long offset, CancellationToken cancellation)
        {
            return Patiently(
                address,
                async patience =>
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, address);
                    request.Headers.Range = offset > 0 ? new RangeHeaderValue(offset, null) : null;
                    if (_options.Token is { } token && IsHub(address))
                    {
                        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                    }

                    return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience);
                },
                cancellation);
        }

        private async Task<T> Patiently<T>(Uri address, Func<CancellationToken, Task<T>> action, CancellationToken cancellation)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(_options.StallTimeout);
            try
            {
                return await action(patience.Token);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or OperationCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
                var reason = error is OperationCanceledException
                    ? $"nothing came for {_options.StallTimeout.TotalSeconds:0.#} s"
                    : $"the connection failed ({error.GetBaseException().Message.Printable().TrimEnd('.')})";
                throw new TransientException($"{address.Authority}: {reason}", innerException: error);
            }
        }

        private void ThrowIfTransient(HttpResponseMessage message, Uri address)
        {
            var status = (int)message.StatusCode;

            // A storage server's address is signed for a while only; the hub signs a new one.
            var hasExpired = status is 401 or 403 && !IsHub(address);
            if (status is not (408 or 429 or >= 500) && !hasExpired)
            {
                return;
            }

            var retryAfter = message.Headers.RetryAfter;
            var wait = retryAfter?.Delta ?? retryAfter?.Date - _options.Clock.GetUtcNow();
            message.Dispose();
            throw new TransientException(
                $"{address.Authority} answers {status}", wait is { } time && time < TimeSpan.Zero ? TimeSpan.Zero : wait);
        }
    }
}
