using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.IO.Compression;
using System.Threading;
using Saccade.Training.Download;

namespace Saccade.Training.Data.Pets
{
    /// <summary>
    /// Unpacks an archive of Oxford-IIIT Pet into a folder. Only ordinary files below the archive's own folder are written; links,
    /// devices, and names that lead elsewhere are refused. MATLAB's .mat files and macOS's <c>._*</c> litter are passed over.
    /// </summary>
    internal sealed class ArchiveUnpacking(PetArchive archive, UnpackLimits limits, IDownloadObserver observer)
    {
        private readonly byte[] _buffer = new byte[1 << 17];

        // Two names that differ in case alone are one file on Windows and macOS.
        private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);
        private int _entries;

        /// <summary>Unpacks the archive.</summary>
        /// <param name="path">The archive.</param>
        /// <param name="target">The folder to unpack it into. After an error it holds a part.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <exception cref="TrainingException">
        /// It is damaged, holds what it should not or more than it should, or can't be written.
        /// </exception>
        /// <exception cref="OperationCanceledException">It was stopped.</exception>
        internal void Run(string path, string target, CancellationToken cancellation)
        {
            try
            {
                using var file = File.OpenRead(path);
                using var gzip = new GZipStream(file, CompressionMode.Decompress);
                using var bounded = new BoundedStream(gzip, limits.TotalLength);
                using var tar = new TarReader(bounded);
                var name = $"unpacking {archive.Name}";
                observer.OnBytes(name, 0, file.Length);
                while (ReadNext(tar) is { } entry)
                {
                    cancellation.ThrowIfCancellationRequested();
                    observer.OnBytes(name, file.Position, file.Length);
                    Count(entry);
                    if (entry.EntryType != TarEntryType.GlobalExtendedAttributes)
                    {
                        Unpack(entry, target, cancellation);
                    }
                }

                observer.OnBytes(name, file.Length, file.Length);
            }
            catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
            {
                throw new TrainingException(
                    $"{path}: this is no whole tar.gz archive. {error.Message.TrimEnd('.')}. Delete it; the same command "
                    + "downloads it again.",
                    error);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new TrainingException(
                    $"{target}: {archive.Name} can't be unpacked. {error.Message.TrimEnd('.')}. Free some space, or choose another "
                    + "--output.",
                    error);
            }
        }

        // Numbers and lengths that can't be right come as exceptions of many kinds, arithmetic's among them.
        private static TarEntry? ReadNext(TarReader tar)
        {
            try
            {
                return tar.GetNextEntry();
            }
            catch (Exception error) when (error is not IOException)
            {
                throw new InvalidDataException(error.Message, error);
            }
        }

        private void Count(TarEntry entry)
        {
            _entries++;
            if (_entries > limits.Entries)
            {
                throw Refuse(entry, $"is one more than the {limits.Entries:N0} that make sense");
            }

            if (entry.Length > limits.EntryLength)
            {
                throw Refuse(entry, $"has {entry.Length:N0} bytes; at most {limits.EntryLength:N0} make sense");
            }
        }

        private void Unpack(TarEntry entry, string target, CancellationToken cancellation)
        {
            var path = EntryPath.Normalise(entry.Name) ?? throw Refuse(entry, "leads out of the folder, or has a name for no file");
            var isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile;
            if (!isFile && entry.EntryType != TarEntryType.Directory)
            {
                throw Refuse(entry, $"is of the kind {entry.EntryType}; expected files and folders");
            }

            if (!isFile || EntryPath.IsLitter(path))
            {
                return;
            }

            if (!path.StartsWith(archive.Folder + '/', StringComparison.Ordinal))
            {
                throw Refuse(entry, $"lies outside of {archive.Folder}/");
            }

            if (!_written.Add(path))
            {
                throw Refuse(entry, "is there twice");
            }

            Write(entry, Path.Combine(target, path), cancellation);
        }

        private void Write(TarEntry entry, string path, CancellationToken cancellation)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            while (entry.DataStream?.Read(_buffer) is { } count and > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                file.Write(_buffer, 0, count);
            }
        }

        private TrainingException Refuse(TarEntry entry, string why) => new TrainingException(
                $"{archive.Name}: entry '{EntryPath.Printable(entry.Name)}' {why}. Nothing of the archive is kept. Delete it, and take it "
                + "from another --mirror.");
    }
}
