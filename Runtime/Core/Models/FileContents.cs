using System;
using System.Collections.Generic;
using System.IO;

namespace Saccade.Models
{
    /// <summary>
    /// The content of files as numbers. A large file is read once: it is known again by its length, its times and samples of it, but not
    /// while it is so young that another write could bear the same time. For any thread.
    /// </summary>
    internal sealed class FileContents
    {
        /// <summary>Files up to this length are read whole each time, which takes a few milliseconds.</summary>
        public const long SmallLength = 4L << 20;

        private const int BufferLength = 1 << 20;
        private const int SampleLength = 4096;
        private const int Samples = 16;

        // FAT counts time in steps of two seconds, others more finely.
        private static readonly TimeSpan Young = TimeSpan.FromSeconds(3);

        private readonly Dictionary<string, Known> _known = new Dictionary<string, Known>(StringComparer.Ordinal);
        private readonly object _gate = new object();

        private FileContents()
        {
        }

        /// <summary>What this process knows.</summary>
        public static FileContents Shared { get; } = Create();

        /// <summary>Large files that were read from end to end.</summary>
        public int WholeReads { get; private set; }

        /// <summary>One that knows nothing yet.</summary>
        public static FileContents Create() => new FileContents();

        /// <summary>The content of a file; 0 where there is none.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="IOException">It can't be read.</exception>
        /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
        public ulong Hash(string path)
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                return 0;
            }

            using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1))
            {
                if (stream.Length <= SmallLength)
                {
                    return ReadWhole(stream);
                }

                // One at a time: who asks for the same file meanwhile finds it known.
                lock (_gate)
                {
                    return HashLarge(path, file, stream);
                }
            }
        }

        private ulong HashLarge(string path, FileInfo file, Stream stream)
        {
            var now = DateTime.UtcNow;
            var stamp = (stream.Length, file.LastWriteTimeUtc, file.CreationTimeUtc, ReadSamples(stream));
            if (_known.TryGetValue(path, out var known) && known.Stamp == stamp && known.ReadAt - file.LastWriteTimeUtc > Young)
            {
                return known.Content;
            }

            WholeReads++;
            var content = ReadWhole(stream);
            _known[path] = new Known(stamp, now, content);
            return content;
        }

        private static ulong ReadWhole(Stream stream)
        {
            stream.Position = 0;
            var hash = default(ContentHash);
            var buffer = new byte[(int)Math.Min(BufferLength, Math.Max(1, stream.Length))];
            for (var count = Fill(stream, buffer); count > 0; count = Fill(stream, buffer))
            {
                hash.Add(buffer.AsSpan(0, count));
            }

            // No file at all is 0.
            return Math.Max(1, hash.Value);
        }

        private static ulong ReadSamples(Stream stream)
        {
            var hash = default(ContentHash);
            var buffer = new byte[SampleLength];
            for (var i = 0; i < Samples; i++)
            {
                stream.Position = (stream.Length - SampleLength) * i / (Samples - 1);
                hash.Add(buffer.AsSpan(0, Fill(stream, buffer)));
            }

            return hash.Value;
        }

        private static int Fill(Stream stream, byte[] buffer)
        {
            var done = 0;
            while (done < buffer.Length)
            {
                var count = stream.Read(buffer, done, buffer.Length - done);
                if (count == 0)
                {
                    break;
                }

                done += count;
            }

            return done;
        }

        private readonly struct Known
        {
            public Known((long Length, DateTime Written, DateTime Created, ulong Samples) stamp, DateTime readAt, ulong content)
            {
                Stamp = stamp;
                ReadAt = readAt;
                Content = content;
            }

            public (long Length, DateTime Written, DateTime Created, ulong Samples) Stamp { get; }

            public DateTime ReadAt { get; }

            public ulong Content { get; }
        }
    }
}
