using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Hub
{
    /// <summary>Sends requests to the hub: retries what may pass, and follows redirects without giving the token away.</summary>
    internal sealed class HubConnection : IDisposable
    {
        private const int MostRedirects = 10;

        private readonly HttpClient _client;

        internal HubConnection(HubOptions options)
        {
            Options = options;
            _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = options.StallTimeout })
            {
                // Bodies may take hours; silence is what is limited, where they are read.
                Timeout = Timeout.InfiniteTimeSpan,
            };
            _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("Saccade", "1"));
        }

        internal HubOptions Options { get; }

        public void Dispose()
        {
            _client.Dispose();
        }

        /// <summary>Asks for something until there is an answer that no retry would change.</summary>
        /// <param name="uri">The address.</param>
        /// <param name="offset">The first byte wanted.</param>
        /// <param name="cancellation">Ends it.</param>
        /// <returns>The answer, its body not read yet.</returns>
        /// <exception cref="HubException">There is no answer, or never another than "later".</exception>
        internal async Task<HubResponse> Get(Uri uri, long offset, CancellationToken cancellation)
        {
            for (var attempt = 1; ; attempt++)
            {
                HubResponse? response = null;
                string problem;
                Exception? cause = null;
                try
                {
                    response = await Follow(uri, offset, cancellation).ConfigureAwait(false);
                    if (!IsTemporary(response.Message.StatusCode))
                    {
                        return response;
                    }

                    problem = $"answered {(int)response.Message.StatusCode}";
                }
                catch (Exception error) when (error is HttpRequestException or IOException or TimeoutException)
                {
                    problem = $"can't be reached ({error.GetBaseException().Message.TrimEnd('.')})";
                    cause = error;
                }

                var wait = ChooseWait(attempt, response?.Message.Headers.RetryAfter);
                response?.Dispose();
                if (attempt >= Options.Attempts)
                {
                    throw new HubException(
                        $"{uri}: the hub {problem}, {attempt} times. Try again later; what was fetched is kept.", cause);
                }

                await Options.Wait(wait, cancellation).ConfigureAwait(false);
            }
        }

        /// <summary>How long to wait after a number of failures in a row.</summary>
        internal TimeSpan ChooseWait(int failures, RetryConditionHeaderValue? asked = null)
        {
            var wait = asked?.Delta ?? asked?.Date - Options.Clock.GetUtcNow() ?? TimeSpan.FromSeconds(Math.Pow(2, Math.Min(failures, 10) - 1));
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > Options.LongestWait ? Options.LongestWait : wait;
        }

        private static bool IsTemporary(HttpStatusCode status)
        {
            return status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)status >= 500;
        }

        private async Task<HubResponse> Follow(Uri start, long offset, CancellationToken cancellation)
        {
            var response = new HubResponse();
            var uri = start;
            for (var hop = 0; hop <= MostRedirects; hop++)
            {
                response.Add(await Send(uri, offset, cancellation).ConfigureAwait(false), IsEndpoint(uri));
                if (response.Message.Headers.Location is not { } location || (int)response.Message.StatusCode is < 300 or >= 400)
                {
                    return response;
                }

                var next = new Uri(uri, location);
                if (next.Scheme is not ("http" or "https") || (uri.Scheme == "https" && next.Scheme == "http"))
                {
                    response.Dispose();
                    throw new HubException($"{start}: the hub redirects to {next.Scheme}, which is not safe. Nothing was fetched from there.");
                }

                uri = next;
            }

            response.Dispose();
            throw new HubException($"{start}: the hub redirects more than {MostRedirects} times. Check HF_ENDPOINT.");
        }

        private async Task<HttpResponseMessage> Send(Uri uri, long offset, CancellationToken cancellation)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            if (Options.Token is { } token && IsEndpoint(uri))
            {
                request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
            }

            // A compressed answer would have other lengths than the file.
            request.Headers.AcceptEncoding.ParseAdd("identity");
            if (offset > 0)
            {
                request.Headers.Range = new RangeHeaderValue(offset, null);
            }

            using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            stall.CancelAfter(Options.StallTimeout);
            try
            {
                return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stall.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"no answer in {Options.StallTimeout.TotalSeconds:0} s");
            }
        }

        private bool IsEndpoint(Uri uri)
        {
            return Uri.Compare(uri, Options.Endpoint, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
        }
    }
}
