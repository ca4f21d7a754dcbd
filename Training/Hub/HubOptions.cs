using System;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Hub
{
    /// <summary>Where the hub is, who asks, and how patient the asking is.</summary>
    public sealed record HubOptions
    {
        /// <summary>The hub's address: http or https. A mirror or a company's own hub may lie under a path.</summary>
        public Uri Endpoint { get; init; } = new("https://huggingface.co");

        /// <summary>The access token, or null. It is sent to <see cref="Endpoint"/>'s scheme, host and port, nowhere else.</summary>
        public string? Token { get; init; }

        /// <summary>How long nothing may come before a connection counts as cut.</summary>
        public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

        /// <summary>How often in a row something is tried without getting any further.</summary>
        public int Attempts { get; init; } = 6;

        /// <summary>The longest wait to obey in <c>Retry-After</c>. The hub counts requests over five minutes.</summary>
        public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

        /// <summary>Waits between attempts; tests put their own here.</summary>
        internal Func<TimeSpan, CancellationToken, Task> Wait { get; init; } = Task.Delay;

        /// <summary>Tells the time that a <c>Retry-After</c> date is compared with.</summary>
        internal TimeProvider Clock { get; init; } = TimeProvider.System;

        /// <summary>Reads <c>HF_ENDPOINT</c> and <c>HF_TOKEN</c>; either may be missing or empty.</summary>
        /// <exception cref="TrainingException">A variable's value can't be used.</exception>
        public static HubOptions FromEnvironment()
        {
            var defaults = new HubOptions();
            return defaults with
            {
                Endpoint = ReadVariable("HF_ENDPOINT") is { } endpoint ? ParseEndpoint(endpoint) : defaults.Endpoint,
                Token = ReadVariable("HF_TOKEN") is { } token ? CheckToken(token) : null,
            };
        }

        private static string? ReadVariable(string name)
        {
            var value = Environment.GetEnvironmentVariable(name)?.Trim();
            return string.IsNullOrEmpty(value) ? null : value;
        }

        private static Uri ParseEndpoint(string value)
        {
            return Uri.TryCreate(value, UriKind.Absolute, out var uri)
                && uri is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
                ? uri
                : throw new TrainingException(
                    "HF_ENDPOINT: the value is not the address of a hub; expected one such as https://huggingface.co, without a user, "
                    + "query or fragment. Correct or unset it.");
        }

        // The value itself must never appear, not even in an error.
        private static string CheckToken(string value)
        {
            return Array.TrueForAll(value.ToCharArray(), character => character is > ' ' and <= '~')
                ? value
                : throw new TrainingException(
                    "HF_TOKEN: the value has characters that no token has; expected one such as hf_..., in one line. Copy it again.");
        }
    }
}
