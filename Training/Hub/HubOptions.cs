using System;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Hub
{
    /// <summary>Where the hub is and how patient to be with it.</summary>
    public sealed record HubOptions
    {
        /// <summary>The public hub.</summary>
        public static readonly Uri PublicEndpoint = new("https://huggingface.co");

        /// <summary>The hub's address.</summary>
        public Uri Endpoint { get; init; } = PublicEndpoint;

        /// <summary>The access token, sent to the endpoint's own origin and nowhere else; null for none.</summary>
        public string? Token { get; init; }

        /// <summary>How often in a row a request may fail without bringing a byte.</summary>
        public int Attempts { get; init; } = 6;

        /// <summary>How long a connection may stay silent.</summary>
        public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

        /// <summary>The longest wait before the next attempt, whatever the hub asks for.</summary>
        public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

        /// <summary>The clock, for dates in <c>Retry-After</c>.</summary>
        public TimeProvider Clock { get; init; } = TimeProvider.System;

        /// <summary>Waits before the next attempt.</summary>
        public Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;

        /// <summary>Reads <c>HF_ENDPOINT</c> and <c>HF_TOKEN</c>.</summary>
        /// <exception cref="HubException"><c>HF_ENDPOINT</c> is no web address.</exception>
        public static HubOptions FromEnvironment()
        {
            var token = Environment.GetEnvironmentVariable("HF_TOKEN")?.Trim();
            var endpoint = Environment.GetEnvironmentVariable("HF_ENDPOINT")?.Trim();
            var options = new HubOptions { Token = string.IsNullOrEmpty(token) ? null : token };
            if (string.IsNullOrEmpty(endpoint))
            {
                return options;
            }

            return Uri.TryCreate(endpoint.TrimEnd('/'), UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? options with { Endpoint = uri! }
                : throw new HubException($"HF_ENDPOINT is '{endpoint}'; expected an address such as {PublicEndpoint}. Correct or unset it.");
        }
    }
}
