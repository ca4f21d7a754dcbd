using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Hub
{
    /// <summary>Fetches one file: goes on where a connection was cut or an earlier run stopped, and checks what came.</summary>
    internal sealed class FileDownload(HubConnection connection, HubRepository repository, IPullObserver observer)
    {
        /// <summary>What the name of an unfinished file has behind it.</summary>
        internal const string PartSuffix = ".part";

        private const int BufferSize = 1 << 17;

        /// <summary>Fetches a file into a folder, where it appears complete or not at all.</summary>
        /// <param name="file">Its path in the repository, a plain name.</param>
        /// <param name="directory">The folder, which keeps the unfinished file.</param>
        /// <param name="cancellation">Stops it; what has come is kept.</param>
        /// <exception cref="HubException">The file can't be had, or isn't what the hub says that it is.</exception>
        internal async Task Run(string file, string directory, CancellationToken cancellation)
        {
            var target = Path.Combine(directory, file);
            if (File.Exists(target))
            {
                return;
            }

            var part = target + PartSuffix;
            for (var isSecond = false; ; isSecond = true)
            {
                var hash = await Fetch(file, part, cancellation).ConfigureAwait(false);
                if (hash is null || await HashOf(part, hash.Length, cancellation).ConfigureAwait(false) == hash)
                {
                    File.Move(part, target);
                    return;
                }

                File.Delete(part);
                if (isSecond)
                {
                    throw new HubException(
                        $"{repository.Name}, {file}: what came is not what the hub lists (its hash is not {hash}), twice. "
                        + "Something between here and the hub changes files; try another network.");
                }

                observer.OnNote($"{file}: what came is not what the hub lists; fetching it again");
            }
        }

        // Until the file is as long as it should be; returns its hash by the hub.
        private async Task<string?> Fetch(string file, string part, CancellationToken cancellation)
        {
            for (var failures = 0; ;)
            {
                var before = Length(part);
                using var response = await repository.Get(file, before, cancellation).ConfigureAwait(false);
                var size = response.Size;
                string problem;
                try
                {
                    await Receive(response.Message, part, size, cancellation).ConfigureAwait(false);
                    if (size is null || Length(part) == size)
                    {
                        return response.Hash;
                    }

                    problem = $"stopped after {Length(part):N0} of {size:N0} bytes";
                }
                catch (Exception error) when (error is HttpRequestException or TimeoutException or ConnectionLostException)
                {
                    problem = $"was lost ({error.GetBaseException().Message.TrimEnd('.')})";
                }

                failures = Length(part) > before ? 1 : failures + 1;
                if (failures >= connection.Options.Attempts)
                {
                    throw new HubException(
                        $"{repository.Name}, {file}: the connection {problem}, {failures} times without a byte more. "
                        + "Run the same command again to go on from there.");
                }

                observer.OnNote($"{file}: the connection {problem}; going on from there");
                await connection.Options.Wait(connection.ChooseWait(failures), cancellation).ConfigureAwait(false);
            }
        }

        private async Task Receive(HttpResponseMessage message, string part, long? size, CancellationToken cancellation)
        {
            var from = message.Content.Headers.ContentRange?.From ?? 0;
            var isRest = message.StatusCode == HttpStatusCode.PartialContent && from == Length(part);
            if (!isRest && message.StatusCode != HttpStatusCode.OK)
            {
                // Either nothing is left to fetch, or what there is doesn't fit what the hub has.
                if (message.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable || Length(part) != size)
                {
                    File.Delete(part);
                    throw new ConnectionLostException("the hub sent another part than was asked for");
                }

                return;
            }

            using var body = await message.Content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            using var stream = new FileStream(part, isRest ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1);
            var buffer = new byte[BufferSize];
            for (int count; (count = await Read(body, buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                if (stream.Length + count > size)
                {
                    stream.SetLength(0);
                    throw new ConnectionLostException($"the hub sent more than the {size:N0} bytes that it announced");
                }

                await stream.WriteAsync(buffer.AsMemory(0, count), CancellationToken.None).ConfigureAwait(false);
                observer.OnBytes(Path.GetFileName(part)[..^PartSuffix.Length], stream.Length, size);
            }
        }

        // A failure to read is the connection's and may pass; a failure to write is the disk's and doesn't.
        private async Task<int> Read(Stream body, byte[] buffer, CancellationToken cancellation)
        {
            using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            stall.CancelAfter(connection.Options.StallTimeout);
            try
            {
                return await body.ReadAsync(buffer, stall.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"nothing came for {connection.Options.StallTimeout.TotalSeconds:0} s");
            }
            catch (IOException error)
            {
                throw new ConnectionLostException(error.Message);
            }
        }

        private static long Length(string path)
        {
            return File.Exists(path) ? new FileInfo(path).Length : 0;
        }

        private static async Task<string> HashOf(string path, int digits, CancellationToken cancellation)
        {
            using var stream = File.OpenRead(path);
            if (digits == 64)
            {
                return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation).ConfigureAwait(false));
            }

#pragma warning disable CA5350 // Git's object names are SHA-1; what has to be safe against forgery comes with SHA-256.
            using var git = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
            git.AppendData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"blob {stream.Length}\0")));
            var buffer = new byte[BufferSize];
            for (int count; (count = await stream.ReadAsync(buffer, cancellation).ConfigureAwait(false)) > 0;)
            {
                git.AppendData(buffer, 0, count);
            }

            return Convert.ToHexStringLower(git.GetHashAndReset());
        }

        private sealed class ConnectionLostException(string message) : Exception(message);
    }
}
