using System;
using System.Linq;
using Saccade.Training.Download;

namespace Saccade.Training.Hub
{
    /// <summary>What the user's environment says of the hub.</summary>
    internal static class HubEnvironment
    {
        /// <summary>Reads <c>HF_ENDPOINT</c> and <c>HF_TOKEN</c>.</summary>
        /// <param name="read">Reads an environment variable; null when it is not set.</param>
        /// <exception cref="TrainingException">A value can't be right.</exception>
        internal static DownloadSettings Read(Func<string, string?> read)
        {
            var endpoint = read("HF_ENDPOINT")?.Trim().TrimEnd('/');
            if (DownloadSettings.FindFaultOfEndpoint(endpoint, "HF_ENDPOINT") is { } fault)
            {
                throw new TrainingException(fault);
            }

            return new DownloadSettings
            {
                Endpoint = string.IsNullOrEmpty(endpoint) ? new DownloadSettings().Endpoint : endpoint,
                Token = CleanToken(read("HF_TOKEN")),
            };
        }

        // A token pasted or read from a file tends to bring its line break along.
        private static string? CleanToken(string? text)
        {
            var token = text?.ReplaceLineEndings("").Trim();
            if (string.IsNullOrEmpty(token))
            {
                return null;
            }

            return token.All(letter => letter is > ' ' and <= '~')
                ? token
                : throw new TrainingException(
                    "HF_TOKEN: it has a space or a letter that no token has. Copy it again from https://huggingface.co/settings/tokens.");
        }
    }
}
