using System;
using System.IO;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Hub
{
    /// <summary>
    /// Fetches one file of a commit. It grows under the suffix <c>.part</c>, goes on from there after an interruption, and gets its
    /// name once it is what the hub says.
    /// </summary>
    internal sealed class FileDownload(
        HubClient client, Retry retry, IPullObserver observer, HubRepository repository, string commit, bool hasToken)
    {
        /// <summary>Fetches a file, unless it is there.</summary>
        /// <param name="file">Its name in the repository.</param>
        /// <param name="folder">Where it goes.</param>
        /// <param name="largest">The most bytes that it may have.</param>
        /// <param name="cancellation">Stops the download; what has come stays.</param>
        /// <exception cref="TrainingException">The file can't be had, or came damaged twice.</exception>
        internal async Task Fetch(string file, string folder, long largest, CancellationToken cancellation)
        {
            var path = Path.Combine(folder, file);
            if (File.Exists(path))
            {
                return;
            }

            var growing = path + ".part";
            try
            {
                await FetchOnce(file, growing, largest, cancellation);
            }
            catch (InvalidDataException error)
            {
                File.Delete(growing);
                observer.OnNote($"{error.Message}; fetching it once more");
                await FetchAgain(file, growing, largest, cancellation);
            }

            File.Move(growing, path);
            observer.OnFileDone();
        }

        private static long Measure(string growing)
        {
            var info = new FileInfo(growing);
            return info.Exists ? info.Length : 0;
        }

        private async Task FetchAgain(string file, string growing, long largest, CancellationToken cancellation)
        {
            try
            {
                await FetchOnce(file, growing, largest, cancellation);
            }
            catch (InvalidDataException error)
            {
                File.Delete(growing);
                throw new TrainingException(
                    $"{error.Message}, twice. Something between here and the hub changes the file, or the hub's copy is damaged: check "
                    + "HF_ENDPOINT and any proxy, or try again later.",
                    error);
            }
        }

        private async Task FetchOnce(string file, string growing, long largest, CancellationToken cancellation)
        {
            var etag = await retry.Run(() => Grow(file, growing, largest, cancellation), () => Measure(growing), cancellation);
            if (!await BlobHash.Matches(growing, etag, cancellation))
            {
                throw new InvalidDataException($"{file}: the hash of what came is not the hub's {etag}");
            }

            if (file.EndsWith(".safetensors", StringComparison.Ordinal) && !BlobHash.IsSha256(etag) && !BlobHash.IsSha1(etag))
            {
                observer.OnNote($"{file}: the hub tells no hash, so nothing but its size could be checked");
            }
        }

        // Returns the file's entity tag once all of it is there.
        private async Task<string?> Grow(string file, string growing, long largest, CancellationToken cancellation)
        {
            var offset = Measure(growing);
            using var answer = await client.Open(repository.FilePath(commit, file), offset, cancellation);
            var content = answer.Message.Content.Headers;
            var status = answer.Message.StatusCode;
            if (status == HttpStatusCode.RequestedRangeNotSatisfiable && offset > 0)
            {
                // Either all of it came in an earlier command, or too much.
                var all = answer.LinkedSize ?? content.ContentRange?.Length;
                observer.OnFile(file, offset, all);
                return all == offset ? answer.ETag : throw WrongSize(file, offset, all);
            }

            if (status is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
            {
                throw HubRefusal.Explain(answer, repository, file, hasToken);
            }

            var isPart = status == HttpStatusCode.PartialContent;
            if (isPart && content.ContentRange?.From != offset)
            {
                File.Delete(growing);
                throw new TransientException($"{answer.Address.Authority} sends another part of {file} than the one asked for");
            }

            var present = isPart ? offset : 0;
            var size = answer.LinkedSize ?? (isPart ? content.ContentRange?.Length : content.ContentLength);
            if (size > largest)
            {
                throw new TrainingException(
                    $"{file}: it has {Texts.Bytes(size.Value)}; expected {Texts.Bytes(largest)} at most. Choose another model.");
            }

            observer.OnFile(file, present, size);
            var length = await Receive(answer, file, growing, present, size ?? largest, cancellation);
            return size is null || length == size
                ? answer.ETag
                : throw new TransientException($"{answer.Address.Authority}: the connection was cut after {length:N0} of {size:N0} bytes");
        }

        private async Task<long> Receive(
            HubAnswer answer, string file, string growing, long present, long most, CancellationToken cancellation)
        {
            await using var stream = new FileStream(
                growing, present > 0 ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
            await client.Read(
                answer,
                async bytes =>
                {
                    if (stream.Position + bytes.Length > most)
                    {
                        throw WrongSize(file, stream.Position + bytes.Length, most);
                    }

                    await stream.WriteAsync(bytes, cancellation);
                    observer.OnBytes(stream.Position);
                },
                cancellation);

            // The name that it gets says that it is whole, even after a power failure.
            stream.Flush(flushToDisk: true);
            return stream.Position;
        }

        private static InvalidDataException WrongSize(string file, long present, long? size)
        {
            var expected = size is { } bytes ? $"{bytes:N0}" : "nothing";
            return new InvalidDataException($"{file}: {present:N0} bytes or more came, but the hub says {expected}");
        }
    }
}
