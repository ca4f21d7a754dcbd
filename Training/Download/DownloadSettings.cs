using System;

namespace Saccade.Training.Download
{
    /// <summary>Where the server is, who asks, and how long to wait for it.</summary>
    // No record: a record's text would hold the token.
    internal sealed class DownloadSettings
    {
        /// <summary>The hub or a mirror of it, without a slash at the end.</summary>
        internal string Endpoint { get; init; } = "https://huggingface.co";

        /// <summary>What the user sets the endpoint with.</summary>
        internal string EndpointName { get; init; } = "HF_ENDPOINT";

        /// <summary>Sent to the endpoint's origin and to nobody else; null for a visitor without an account.</summary>
        internal string? Token { get; init; }

        /// <summary>How long a connection may take to come about.</summary>
        internal TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

        /// <summary>How long an answer, or the next bytes of one, may take to come.</summary>
        internal TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

        /// <summary>How often in a row the same thing may fail.</summary>
        internal int Attempts { get; init; } = 7;

        /// <summary>The longest wait that a server may ask for; the hub counts requests over five minutes.</summary>
        internal TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(6);

        /// <summary>The clock that waits between attempts.</summary>
        internal TimeProvider Time { get; init; } = TimeProvider.System;

        /// <summary>What is wrong with an endpoint; null for an address, and for none.</summary>
        /// <param name="text">The endpoint, without spaces around it.</param>
        /// <param name="name">What the user sets it with.</param>
        internal static string? FindFaultOfEndpoint(string? text, string name)
        {
            if (string.IsNullOrEmpty(text))
            {
                return null;
            }

            var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var uri)
                && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
                && uri.Host.Length > 0
                && uri.UserInfo.Length + uri.Query.Length + uri.Fragment.Length == 0;

            // What it is stays unsaid: people put passwords into addresses.
            return isAddress
                ? null
                : $"{name}: expected an address such as https://mirror.example, without user name, '?' and '#'. Correct or leave it out.";
        }
    }
}
