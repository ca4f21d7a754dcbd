using System;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Download
{
    /// <summary>
    /// Asks the hub, or another server of files. Redirects are followed here, one by one: the token goes to the endpoint's own origin
    /// (scheme, host, port) only, and of what they say about a file the first word counts, which is the hub's.
    /// </summary>
    internal sealed class ServerConnection : IDisposable
    {
        private const int MaxRedirects = 10;

        private readonly DownloadSettings _settings;
        private readonly Func<HttpResponseMessage, TrainingException> _refuse;
        private readonly Uri _endpoint;
        private readonly HttpClient _client;

        /// <param name="settings">Where the hub is, who asks, and how long to wait.</param>
        /// <param name="refuse">Says in words what a refusal of the endpoint's own origin means.</param>
        internal ServerConnection(DownloadSettings settings, Func<HttpResponseMessage, TrainingException> refuse)
        {
            _settings = settings;
            _refuse = refuse;
            _endpoint = new Uri(settings.Endpoint);
            var handler = new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = settings.ConnectTimeout,
            };
            _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
            _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("saccade", null));

            // Ranges and hashes are those of the file, not of a compressed form of it.
            _client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        }

        public void Dispose() => _client.Dispose();

        /// <summary>Asks for an address, or for the rest of what it holds.</summary>
        /// <param name="address">An address of the endpoint.</param>
        /// <param name="from">The first byte that is wanted.</param>
        /// <param name="tag">The ETag of the bytes before; null when it is not known.</param>
        /// <param name="cancellation">Ends the attempt.</param>
        /// <returns>An answer with status 200, 206 or 416. Dispose it.</returns>
        /// <exception cref="TransientException">The hub can't be reached, or asks to come again.</exception>
        /// <exception cref="TrainingException">The hub refuses.</exception>
        internal async Task<ServerAnswer> GetAsync(Uri address, long from, EntityTagHeaderValue? tag, CancellationToken cancellation)
        {
            var isOwn = true;
            ContentHash? linkedHash = null;
            long? linkedSize = null;
            for (var redirects = 0; redirects <= MaxRedirects; redirects++)
            {
                isOwn = isOwn && IsOwn(address);
                var response = await SendAsync(address, isOwn, from, tag, cancellation);
                linkedHash ??= ContentHash.Parse(ReadHeader(response, "X-Linked-Etag"));
                linkedSize ??= long.TryParse(ReadHeader(response, "X-Linked-Size"), out var size) && size >= 0 ? size : null;
                if ((int)response.StatusCode is 200 or 206 or 416)
                {
                    // Another server's ETag is its own affair: that of the hub's storage looks like a SHA-256 and isn't one.
                    var hash = linkedHash ?? (isOwn ? ContentHash.Parse(ReadHeader(response, "ETag")) : null);
                    return new ServerAnswer(response, hash, linkedSize);
                }

                using (response)
                {
                    address = IsRedirect(response) ? Follow(address, response) : throw Refuse(address, response, isOwn);
                }
            }

            throw new TrainingException(
                $"{Shorten(address)}: redirected more than {MaxRedirects} times. Check {_settings.EndpointName}, or try again later.");
        }

        /// <summary>Reads the next bytes of a body; none at its end.</summary>
        /// <exception cref="TransientException">The connection was cut, or nothing came for too long.</exception>
        internal Task<int> ReadAsync(ServerAnswer answer, Memory<byte> buffer, CancellationToken cancellation)
        {
            var address = answer.Response.RequestMessage!.RequestUri!;
            return GuardAsync(
                async stalled => await (await answer.Response.Content.ReadAsStreamAsync(stalled)).ReadAsync(buffer, stalled),
                address,
                cancellation);
        }

        /// <summary>Reads a short answer whole.</summary>
        /// <exception cref="TransientException">The hub can't be reached, asks to come again, or the connection was cut.</exception>
        /// <exception cref="TrainingException">The hub refuses, or the answer is too long.</exception>
        internal async Task<byte[]> ReadAllAsync(Uri address, int longest, CancellationToken cancellation)
        {
            using var answer = await GetAsync(address, 0, null, cancellation);
            using var all = new MemoryStream();
            var buffer = new byte[1 << 14];
            while (await ReadAsync(answer, buffer, cancellation) is var count and > 0)
            {
                all.Write(buffer, 0, count);
                if (all.Length > longest)
                {
                    throw new TrainingException(
                        $"{Shorten(address)}: the answer has more than {longest:N0} bytes, which no repository needs. Check HF_ENDPOINT.");
                }
            }

            return all.ToArray();
        }

        internal static string? ReadHeader(HttpResponseMessage response, string name) =>
            response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

        /// <summary>Whether a redirect is as safe from eavesdroppers as the endpoint is.</summary>
        internal static bool IsSafe(Uri target, Uri endpoint) =>
            target.Scheme == Uri.UriSchemeHttps || (target.Scheme == Uri.UriSchemeHttp && endpoint.Scheme == Uri.UriSchemeHttp);

        // Storage servers take signatures in the query, which are nobody's business.
        private static string Shorten(Uri address) => address.GetLeftPart(UriPartial.Path);

        private static bool IsRedirect(HttpResponseMessage response) => (int)response.StatusCode is 301 or 302 or 303 or 307 or 308;

        private bool IsOwn(Uri address) =>
            (address.Scheme, address.IdnHost, address.Port) == (_endpoint.Scheme, _endpoint.IdnHost, _endpoint.Port);

        private Task<HttpResponseMessage> SendAsync(
            Uri address, bool isOwn, long from, EntityTagHeaderValue? tag, CancellationToken cancellation)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (isOwn && _settings.Token is { } token)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            }

            if (from > 0)
            {
                request.Headers.Range = new RangeHeaderValue(from, null);
                request.Headers.IfRange = tag is null ? null : new RangeConditionHeaderValue(tag);
            }

            return GuardAsync(
                stalled => _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stalled), address, cancellation);
        }

        private Uri Follow(Uri from, HttpResponseMessage response)
        {
            var location = response.Headers.Location;
            if (location is null || !Uri.TryCreate(from, location, out var target))
            {
                throw new TrainingException(
                    $"{Shorten(from)}: redirects to no valid address. Check {_settings.EndpointName}, or try again later.");
            }

            return IsSafe(target, _endpoint)
                ? target
                : throw new TrainingException(
                    $"{Shorten(from)}: redirects to {Shorten(target)}, which is less safe than {_endpoint.Scheme}. "
                    + $"Check {_settings.EndpointName}.");
        }

        private Exception Refuse(Uri address, HttpResponseMessage response, bool isOwn)
        {
            if ((int)response.StatusCode is 429 or >= 500)
            {
                return new TransientException(
                    $"{Shorten(address)}: HTTP {(int)response.StatusCode}.", Retries.ReadWait(response, _settings.Time.GetUtcNow()));
            }

            return isOwn
                ? _refuse(response)
                : new TrainingException(
                    $"{Shorten(address)}: HTTP {(int)response.StatusCode}, where {_endpoint.Host} had sent us for the file. "
                    + "Try again later.");
        }

        private async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> action, Uri address, CancellationToken cancellation)
        {
            using var stalled = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            stalled.CancelAfter(_settings.StallTimeout);
            try
            {
                return await action(stalled.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TransientException($"{address.Host}: nothing came for {_settings.StallTimeout.TotalSeconds:0} s.");
            }
            catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.SecureConnectionError)
            {
                throw new TrainingException(
                    $"{address.Host}: no secure connection. {failure.GetBaseException().Message} "
                    + "Check the machine's clock and certificates.",
                    failure);
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException)
            {
                throw new TransientException(
                    $"{address.Host}: {failure.GetBaseException().Message.TrimEnd('.')}.", innerException: failure);
            }
        }
    }
}
