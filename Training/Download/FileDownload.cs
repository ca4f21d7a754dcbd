using System;
using System.IO;
using System.Net;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Download
{
    /// <summary>
    /// Downloads one file. What is on the disk is gone on from, whoever left it; in the end the whole file must hash to what the hub says.
    /// </summary>
    internal sealed class FileDownload(ServerConnection hub, DownloadSettings settings, IDownloadObserver observer)
    {
        private const long WorthForgiving = 1 << 20;

        private readonly Retries _retries = new(settings, observer);
        private EntityTagHeaderValue? _tag;
        private long _furthest;

        /// <summary>The address of the file.</summary>
        internal required Uri Address { get; init; }

        /// <summary>Where it grows.</summary>
        internal required string Path { get; init; }

        /// <summary>A file that may already be what is wanted, or may not exist.</summary>
        internal required string Existing { get; init; }

        /// <summary>The most bytes that it may have.</summary>
        internal required long MaxLength { get; init; }

        /// <summary>What it must hash to; null for what the hub says.</summary>
        internal ContentHash? Expected { get; init; }

        /// <summary>Whether the hub must say what it hashes to.</summary>
        internal required bool NeedsHash { get; init; }

        private string Name => System.IO.Path.GetFileName(Path);

        /// <summary>Downloads the file.</summary>
        /// <returns>Whether <see cref="Existing"/> is the file already; otherwise it is at <see cref="Path"/>.</returns>
        /// <exception cref="TrainingException">It can't be had, can't be written, or isn't what the hub says.</exception>
        internal async Task<bool> RunAsync(CancellationToken cancellation)
        {
            var first = await _retries.RunAsync(() => AttemptAsync(cancellation), cancellation);
            if (first.Damage is null)
            {
                return first.IsExisting;
            }

            // What an earlier command left may be what is wrong; a second time it is the server's fault.
            Discard();
            observer.OnNote($"{Name}: {first.Damage}; starting over.");
            var second = await _retries.RunAsync(() => AttemptAsync(cancellation), cancellation);
            if (second.Damage is null)
            {
                return second.IsExisting;
            }

            Discard();
            throw new TrainingException(
                $"{Name}: {second.Damage}, twice in a row. The file was deleted. Try again later, or check {settings.EndpointName} "
                + "and your proxy.");
        }

        private async Task<Outcome> AttemptAsync(CancellationToken cancellation)
        {
            var have = File.Exists(Path) ? new FileInfo(Path).Length : 0;
            using var answer = await AskAsync(have, cancellation);
            if (NeedsHash && answer.Hash is null)
            {
                throw new TrainingException(
                    $"{Name}: the server doesn't say what it hashes to (X-Linked-Etag, ETag), so damage would pass unseen. "
                    + "Point HF_ENDPOINT to the hub, or to a mirror that passes these on.");
            }

            if (answer.Total > MaxLength)
            {
                throw new TrainingException($"{Name}: it has {answer.Total:N0} bytes; at most {MaxLength:N0} make sense.");
            }

            if (have == 0 && IsExisting(answer, cancellation))
            {
                return Outcome.Kept;
            }

            if (answer.Response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            {
                return have > 0 && have == answer.Total
                    ? Check(answer, cancellation)
                    : Outcome.Damaged($"the server has nothing after the {have:N0} bytes here");
            }

            if (answer.FindStart(have) is not { } start)
            {
                return Outcome.Damaged("the server sends another part, or announces another length, than it should");
            }

            _tag = answer.Response.Headers.ETag is { IsWeak: false } tag ? tag : null;
            var length = await WriteAsync(answer, start, cancellation);
            return length > (answer.Total ?? MaxLength) ? Outcome.Damaged("it is longer than announced")
                : length < answer.Total ? throw new TransientException($"{Name}: cut off after {length:N0} of {answer.Total:N0} bytes.")
                : Check(answer, cancellation);
        }

        private async Task<ServerAnswer> AskAsync(long have, CancellationToken cancellation)
        {
            var answer = await hub.GetAsync(Address, have, _tag, cancellation);
            return Expected is null ? answer : answer with { Hash = Expected };
        }

        private async Task<long> WriteAsync(ServerAnswer answer, long start, CancellationToken cancellation)
        {
            try
            {
                await using var file = new FileStream(
                    Path, start == 0 ? FileMode.Create : FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
                var length = start;
                var buffer = new byte[1 << 17];
                observer.OnBytes(Name, length, answer.Total);
                while (length <= (answer.Total ?? MaxLength) && await hub.ReadAsync(answer, buffer, cancellation) is var count and > 0)
                {
                    await file.WriteAsync(buffer.AsMemory(0, count), CancellationToken.None);
                    length += count;
                    Advance(length);
                    observer.OnBytes(Name, length, answer.Total);
                }

                file.Flush(flushToDisk: true);
                return length;
            }
            catch (IOException error)
            {
                throw new TrainingException(
                    $"{Path}: the file can't be written. {error.Message.TrimEnd('.')}. Free some space; the same command then goes on "
                    + "from what has come.",
                    error);
            }
        }

        // A server that sends the same bytes again and again gets no further, however much it sends.
        private void Advance(long length)
        {
            if (length - _furthest >= WorthForgiving)
            {
                _furthest = length;
                _retries.Forgive();
            }
        }

        private bool IsExisting(ServerAnswer answer, CancellationToken cancellation) => answer.Hash is { } hash && answer.Total is { } total
                && File.Exists(Existing) && new FileInfo(Existing).Length == total
                && hash.Compute(Existing, cancellation) == hash;

        private Outcome Check(ServerAnswer answer, CancellationToken cancellation)
        {
            if (answer.Hash is not { } hash)
            {
                return Outcome.Complete;
            }

            var actual = hash.Compute(Path, cancellation);
            return actual == hash ? Outcome.Complete : Outcome.Damaged($"it hashes to {actual.Hex}; expected {hash.Hex}");
        }

        private void Discard()
        {
            File.Delete(Path);
            _tag = null;
            _furthest = 0;
        }

        private sealed record Outcome(bool IsExisting, string? Damage)
        {
            internal static readonly Outcome Kept = new(true, null);

            internal static readonly Outcome Complete = new(false, null);

            internal static Outcome Damaged(string damage) => new Outcome(false, damage);
        }
    }
}
