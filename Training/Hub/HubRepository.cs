using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Hub
{
    /// <summary>One commit of a model repository.</summary>
    internal sealed partial class HubRepository
    {
        private const int LargestAnswer = 32 << 20;

        private readonly HubConnection _connection;

        private HubRepository(HubConnection connection, string name, string commit, IReadOnlyDictionary<string, long?> files)
        {
            _connection = connection;
            Name = name;
            Commit = commit;
            Files = files;
        }

        /// <summary>ORG/NAME.</summary>
        internal string Name { get; }

        /// <summary>The commit that the revision was when it was asked for.</summary>
        internal string Commit { get; }

        /// <summary>Paths of the files and their sizes, where the hub says them.</summary>
        internal IReadOnlyDictionary<string, long?> Files { get; }

        /// <summary>Whether a text can be a repository's name: NAME or ORG/NAME.</summary>
        internal static bool IsName(string name)
        {
            return NamePattern().IsMatch(name) && !name.Contains("..", StringComparison.Ordinal) && !name.Contains("--", StringComparison.Ordinal);
        }

        /// <summary>Lists a repository.</summary>
        /// <exception cref="HubException">There is no such repository or revision, or it may not be read.</exception>
        internal static async Task<HubRepository> Open(
            HubConnection connection, string name, string revision, CancellationToken cancellation)
        {
            var uri = new Uri($"{connection.Options.Endpoint}".TrimEnd('/') + $"/api/models/{name}/revision/{Uri.EscapeDataString(revision)}?blobs=true");
            using var response = await connection.Get(uri, 0, cancellation).ConfigureAwait(false);
            if (response.Message.StatusCode != HttpStatusCode.OK)
            {
                throw Explain(connection, response, name, revision, null);
            }

            try
            {
                using var json = JsonDocument.Parse(await ReadAnswer(connection, response.Message, cancellation).ConfigureAwait(false));
                var commit = json.RootElement.GetProperty("sha").GetString()!;
                var files = json.RootElement.GetProperty("siblings").EnumerateArray().ToDictionary(
                    file => file.GetProperty("rfilename").GetString()!,
                    file => file.TryGetProperty("size", out var size) && size.TryGetInt64(out var bytes) ? bytes : (long?)null,
                    StringComparer.Ordinal);
                return CommitPattern().IsMatch(commit)
                    ? new HubRepository(connection, name, commit, files)
                    : throw new JsonException($"The commit is '{commit}'.");
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or IOException or HttpRequestException)
            {
                throw new HubException($"{uri}: the answer is not the hub's. {error.Message} Check HF_ENDPOINT.", error);
            }
        }

        /// <summary>Asks for a file.</summary>
        /// <param name="path">Its path in the repository.</param>
        /// <param name="offset">The first byte wanted.</param>
        /// <param name="cancellation">Ends it.</param>
        /// <returns>200, 206 or 416.</returns>
        /// <exception cref="HubException">The file can't be had.</exception>
        internal async Task<HubResponse> Get(string path, long offset, CancellationToken cancellation)
        {
            var uri = new Uri($"{_connection.Options.Endpoint}".TrimEnd('/') + $"/{Name}/resolve/{Commit}/{Uri.EscapeDataString(path)}");
            var response = await _connection.Get(uri, offset, cancellation).ConfigureAwait(false);
            if (response.Message.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return response;
            }

            using (response)
            {
                throw Explain(_connection, response, Name, Commit, path);
            }
        }

        [GeneratedRegex(@"^[A-Za-z0-9][\w.-]{0,95}(/[A-Za-z0-9][\w.-]{0,95})?$", RegexOptions.ECMAScript)]
        private static partial Regex NamePattern();

        [GeneratedRegex("^[0-9a-f]{7,64}$")]
        private static partial Regex CommitPattern();

        private static HubException Explain(HubConnection connection, HubResponse response, string name, string revision, string? path)
        {
            var page = $"{connection.Options.Endpoint}".TrimEnd('/') + $"/{name}";
            var status = (int)response.Message.StatusCode;
            return new HubException((response.ErrorCode, status) switch
            {
                ("GatedRepo", _) =>
                    $"{name}: the repository is gated. Accept its conditions at {page}, then set HF_TOKEN to a token of your account.",
                ("RevisionNotFound", _) => $"{name}: there is no revision '{revision}'. Look for branches, tags and commits at {page}/tree/main.",
                ("EntryNotFound", _) => $"{name}: there is no file '{path}' in revision '{revision}'.",
                ("RepoNotFound", _) or (_, 404) when path is null => NoRepository(connection, name),
                (_, 401) when connection.Options.Token is null => NoRepository(connection, name),
                (_, 401) => $"{name}: the hub doesn't accept the token in HF_TOKEN. Make a new one, or unset it for public models.",
                (_, 403) => $"{name}: the token in HF_TOKEN may not read this repository. Ask for access at {page}.",
                _ => $"{name}{(path is null ? "" : $", {path}")}: the hub answered {status}. Check HF_ENDPOINT, or try again later.",
            });
        }

        private static string NoRepository(HubConnection connection, string name)
        {
            return $"{name}: there is no such repository{(connection.Options.Token is null ? ", or it is private" : " that your token can see")}. "
                + $"Check the name{(connection.Options.Token is null ? "; for a private one set HF_TOKEN" : "")}.";
        }

        private static async Task<byte[]> ReadAnswer(HubConnection connection, HttpResponseMessage message, CancellationToken cancellation)
        {
            using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            stall.CancelAfter(connection.Options.StallTimeout);
            try
            {
                await message.Content.LoadIntoBufferAsync(LargestAnswer, stall.Token).ConfigureAwait(false);
                return await message.Content.ReadAsByteArrayAsync(stall.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new IOException("It stopped halfway.");
            }
        }
    }
}
