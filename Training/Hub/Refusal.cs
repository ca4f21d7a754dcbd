using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using Saccade.Training.Download;

namespace Saccade.Training.Hub
{
    /// <summary>Says in words what the hub's refusals mean, by its <c>X-Error-Code</c> first, as its own client does.</summary>
    internal static class Refusal
    {
        private const int LongestReason = 300;

        internal static TrainingException Describe(HttpResponseMessage response, Repository repository, DownloadSettings settings)
        {
            var page = $"{settings.Endpoint}/{repository.Name}";
            var reason = Clean(ServerConnection.ReadHeader(response, "X-Error-Message"));
            var isUnauthorized = response.StatusCode == HttpStatusCode.Unauthorized;
            return new TrainingException(ServerConnection.ReadHeader(response, "X-Error-Code") switch
            {
                "GatedRepo" when settings.Token is null =>
                    $"{repository.Name} is gated: its owners want to know who takes it. Accept their terms at {page}, make a token at "
                    + $"{settings.Endpoint}/settings/tokens and set HF_TOKEN to it.",
                "GatedRepo" =>
                    $"{repository.Name} is gated, and HF_TOKEN's account has no access to it. Accept the terms at {page} with that "
                    + "account; some owners then have to agree.",
                "RevisionNotFound" =>
                    $"{repository.Name} has no revision '{repository.Revision}'. Give --revision one of the branches, tags and "
                    + $"commits at {page}/tree/main.",
                "EntryNotFound" => $"{repository.Name} lists a file that the hub then doesn't have: {response.RequestMessage!.RequestUri}.",
                _ when isUnauthorized && reason.StartsWith("Invalid credentials", StringComparison.OrdinalIgnoreCase) =>
                    $"The hub doesn't know HF_TOKEN. Make a new token at {settings.Endpoint}/settings/tokens, or unset HF_TOKEN.",
                "RepoNotFound" => NotFound(),
                _ when isUnauthorized || response.StatusCode == HttpStatusCode.NotFound => NotFound(),
                _ => $"{repository.Name}: the hub answers HTTP {(int)response.StatusCode} {reason}".TrimEnd()
                    + $". See {page}" + (settings.Token is null ? "." : ", and whether HF_TOKEN may read it."),
            });

            string NotFound() => $"There is no repository {repository.Name} at {settings.Endpoint}, or it is private. Check the name"
                    + (settings.Token is null ? ", or set HF_TOKEN to a token that may read it." : " and whether HF_TOKEN may read it.");
        }

        // A server's words go to a terminal.
        private static string Clean(string? text) =>
            new string((text ?? "").Where(letter => !char.IsControl(letter)).Take(LongestReason).ToArray()).TrimEnd('.', ' ');
    }
}
