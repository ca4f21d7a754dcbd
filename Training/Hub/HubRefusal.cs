using System.Net;

namespace Saccade.Training.Hub
{
    /// <summary>What a hub's refusal means for the one who asked.</summary>
    internal static class HubRefusal
    {
        private const string TokenPlace = "the environment variable HF_TOKEN (made at the hub under Settings, Access Tokens)";

        /// <summary>Puts an answer that is no success into words.</summary>
        /// <param name="answer">The answer; for a file it has nothing but headers to go by.</param>
        /// <param name="repository">What was asked for.</param>
        /// <param name="file">The file that was asked for, or null for the repository itself.</param>
        /// <param name="hasToken">Whether a token was sent.</param>
        internal static TrainingException Explain(HubAnswer answer, HubRepository repository, string? file, bool hasToken)
        {
            var name = repository.Name;
            var status = answer.Message.StatusCode;
            var isDenied = status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
            var token = hasToken ? "The token in HF_TOKEN doesn't open it." : $"No token was sent; put one into {TokenPlace}.";
            return new TrainingException(HubAnswer.FindHeader(answer.Message, "X-Error-Code") switch
            {
                "GatedRepo" =>
                    $"{name}: the repository is gated. Accept its terms on {answer.Address.Authority}/{name} in a browser. {token}",
                "RevisionNotFound" =>
                    $"{name}: there is no revision '{repository.Revision.Printable()}'. Look at the branches and tags there, or leave "
                    + $"--revision out to take {HubRepository.DefaultRevision}.",
                "EntryNotFound" when file is not null =>
                    $"{name}: the hub lists {file} but hasn't got it. Choose another --revision, or try again later.",

                // A hub that isn't told who asks says 401 for what is private and for what doesn't exist alike.
                "RepoNotFound" => DescribeMissing(name, token),
                null when file is null && (isDenied || status == HttpStatusCode.NotFound) => DescribeMissing(name, token),
                _ when isDenied => $"{name}: {answer.Address.Authority} gives no access ({(int)status}{Quote(answer)}). {token}",
                _ => $"{answer.Address.Printable()}: the answer is {(int)status}{Quote(answer)}; expected the "
                    + $"{(file is null ? "repository's list of files" : "file")}. Check HF_ENDPOINT, or try again later.",
            });
        }

        private static string DescribeMissing(string name, string token)
        {
            return $"{name}: there is no such repository, or it is private. Check the spelling, ORG/NAME. {token}";
        }

        private static string Quote(HubAnswer answer)
        {
            return HubAnswer.FindHeader(answer.Message, "X-Error-Message") is { } message ? $": {message.Printable()}" : "";
        }
    }
}
