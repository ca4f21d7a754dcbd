using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using Saccade.Preprocessing;
using Saccade.Reading;

namespace Saccade.Unpacking
{
    /// <summary>
    /// Reads ZIP archives, Android's application packages among them. The framework's own reader tells no checksums, by which an updated
    /// model is known from the one before, and checks none.
    /// </summary>
    internal static class ZipReader
    {
        private const uint EndSignature = 0x06054B50;
        private const uint DirectorySignature = 0x02014B50;
        private const uint FileSignature = 0x04034B50;
        private const int EndLength = 22;
        private const int DirectoryEntryLength = 46;
        private const int FileHeaderLength = 30;
        private const int Stored = 0;
        private const int Deflated = 8;
        private const int IsEncrypted = 1;

        // A count or a position that says: look in the 64-bit record.
        private const uint Beyond32Bits = 0xFFFFFFFF;
        private const int LargestDirectory = 64 << 20;

        /// <summary>Lists the files of an archive.</summary>
        /// <param name="archive">The archive; it can seek.</param>
        /// <param name="name">What to call it in messages.</param>
        /// <param name="prefix">What the names of the files to list begin with.</param>
        /// <exception cref="ModelFileException">It can't be read or is no whole ZIP archive.</exception>
        public static List<ZipEntry> List(Stream archive, string name, string prefix)
        {
            var directory = ReadDirectory(archive, name, out var count);
            var entries = new List<ZipEntry>();
            var position = 0;
            for (var i = 0; i < count; i++)
            {
                if (position + DirectoryEntryLength > directory.Length || ReadUInt32(directory, position) != DirectorySignature)
                {
                    throw Broken(name, $"its directory breaks off after {i} of {count} files");
                }

                var nameLength = ReadUInt16(directory, position + 28);
                var end = position + DirectoryEntryLength + nameLength
                    + ReadUInt16(directory, position + 30) + ReadUInt16(directory, position + 32);
                if (end > directory.Length)
                {
                    throw Broken(name, $"its directory breaks off after {i} of {count} files");
                }

                var file = Encoding.UTF8.GetString(directory, position + DirectoryEntryLength, nameLength);
                if (file.StartsWith(prefix, StringComparison.Ordinal) && !file.EndsWith('/'))
                {
                    entries.Add(ReadEntry(directory, position, file, name));
                }

                position = end;
            }

            return entries;
        }

        /// <summary>Unpacks one file.</summary>
        /// <param name="archive">The archive.</param>
        /// <param name="entry">The file, as listed.</param>
        /// <param name="name">What to call the archive in messages.</param>
        /// <param name="target">Where to write; what that throws comes through as it is.</param>
        /// <param name="buffer">Room to work in.</param>
        /// <exception cref="ModelFileException">The archive can't be read, or the file in it is not what its directory says.</exception>
        public static void Unpack(Stream archive, in ZipEntry entry, string name, Stream target, byte[] buffer)
        {
            FindData(archive, entry, name);
            if (entry.Method == Stored)
            {
                Copy(archive, entry, name, target, buffer);
                return;
            }

            using (var inflated = new DeflateStream(archive, CompressionMode.Decompress, leaveOpen: true))
            {
                Copy(inflated, entry, name, target, buffer);
            }
        }

        private static ZipEntry ReadEntry(byte[] directory, int position, string file, string name)
        {
            var flags = ReadUInt16(directory, position + 8);
            var method = ReadUInt16(directory, position + 10);
            var packed = ReadUInt32(directory, position + 20);
            var length = ReadUInt32(directory, position + 24);
            var header = ReadUInt32(directory, position + 42);
            if (packed == Beyond32Bits || length == Beyond32Bits || header == Beyond32Bits)
            {
                throw Unsupported(name, $"{file} has 4 GB or more, or lies beyond the archive's first 4 GB");
            }

            return new ZipEntry(file, method, flags, ReadUInt32(directory, position + 16), packed, length, header);
        }

        private static byte[] ReadDirectory(Stream archive, string name, out int count)
        {
            // The end record is the archive's last, but for a comment of up to 65,535 bytes.
            var length = Guard(name, () => archive.Length);
            var tail = new byte[(int)Math.Min(length, EndLength + ushort.MaxValue)];
            ReadAt(archive, length - tail.Length, tail, tail.Length, name);
            var end = tail.Length - EndLength;
            while (end >= 0 && !(ReadUInt32(tail, end) == EndSignature && end + EndLength + ReadUInt16(tail, end + 20) == tail.Length))
            {
                end--;
            }

            if (end < 0)
            {
                throw GitLfs.IsPointer(tail)
                    ? new ModelFileException(GitLfs.Explain(name))
                    : Broken(name, "it is no ZIP archive, or its end is missing");
            }

            count = ReadUInt16(tail, end + 10);
            var directoryLength = ReadUInt32(tail, end + 12);
            var directoryPosition = ReadUInt32(tail, end + 16);
            if (count == ushort.MaxValue || directoryLength == Beyond32Bits || directoryPosition == Beyond32Bits)
            {
                throw Unsupported(name, "it has more than 65,534 files or 4 GB");
            }

            if (ReadUInt16(tail, end + 4) != 0 || ReadUInt16(tail, end + 8) != count)
            {
                throw Unsupported(name, "it is one of several parts");
            }

            if (directoryLength > LargestDirectory || directoryPosition + (long)directoryLength > length - tail.Length + end)
            {
                throw Broken(name, "its directory doesn't lie in it");
            }

            var directory = new byte[directoryLength];
            ReadAt(archive, directoryPosition, directory, directory.Length, name);
            return directory;
        }

        private static void FindData(Stream archive, in ZipEntry entry, string name)
        {
            if (entry.Method != Stored && entry.Method != Deflated)
            {
                throw Unsupported(name, $"{entry.Name} is packed by method {entry.Method}, expected 0 (stored) or 8 (deflated)");
            }

            if ((entry.Flags & IsEncrypted) != 0)
            {
                throw Unsupported(name, $"{entry.Name} is encrypted");
            }

            if (entry.Method == Stored && entry.PackedLength != entry.Length)
            {
                throw Broken(name, $"{entry.Name} is stored but has {entry.PackedLength:N0} of {entry.Length:N0} bytes");
            }

            var header = new byte[FileHeaderLength];
            ReadAt(archive, entry.HeaderPosition, header, header.Length, name);
            if (ReadUInt32(header, 0) != FileSignature)
            {
                throw Broken(name, $"{entry.Name} doesn't lie where the directory says");
            }

            var start = entry.HeaderPosition + FileHeaderLength + ReadUInt16(header, 26) + ReadUInt16(header, 28);
            if (start + entry.PackedLength > archive.Length)
            {
                throw Broken(name, $"{entry.Name} breaks off");
            }

            archive.Position = start;
        }

        private static void Copy(Stream source, in ZipEntry entry, string name, Stream target, byte[] buffer)
        {
            var left = entry.Length;
            uint checksum = 0;
            while (left > 0)
            {
                var count = Read(source, buffer, 0, (int)Math.Min(left, buffer.Length), name);
                if (count == 0)
                {
                    throw Broken(name, $"{entry.Name} has {entry.Length - left:N0} of {entry.Length:N0} bytes");
                }

                checksum = Crc32.Append(checksum, buffer.AsSpan(0, count));
                target.Write(buffer, 0, count);
                left -= count;
            }

            if (entry.Method == Deflated && Read(source, buffer, 0, 1, name) != 0)
            {
                throw Broken(name, $"{entry.Name} has more than the {entry.Length:N0} bytes that the directory says");
            }

            if (checksum != entry.Checksum)
            {
                throw Broken(name, $"{entry.Name} has the checksum {checksum:x8}, its directory says {entry.Checksum:x8}");
            }
        }

        private static void ReadAt(Stream archive, long position, byte[] buffer, int count, string name)
        {
            if (position + count > archive.Length)
            {
                throw Broken(name, "it breaks off");
            }

            Guard(name, () => archive.Position = position);
            var done = 0;
            while (done < count)
            {
                var read = Read(archive, buffer, done, count - done, name);
                if (read == 0)
                {
                    throw Broken(name, "it breaks off");
                }

                done += read;
            }
        }

        private static int Read(Stream source, byte[] buffer, int offset, int count, string name) =>
            Guard(name, () => source.Read(buffer, offset, count));

        private static T Guard<T>(string name, Func<T> read)
        {
            try
            {
                return read();
            }
            catch (InvalidDataException e)
            {
                throw Broken(name, "what is in it can't be unpacked: " + e.Message, e);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new ModelFileException($"{name}: the archive can't be read. {e.Message}", e);
            }
        }

        private static ModelFileException Broken(string name, string what, Exception? cause = null) => new ModelFileException(
            $"{name}: the archive is broken: {what}. Make it again with Tools > Saccade > Model Asset…, or install the app again.", cause!);

        private static ModelFileException Unsupported(string name, string what) => new ModelFileException(
            $"{name}: {what}, which is not supported. Make the archive with Tools > Saccade > Model Asset….");

        private static int ReadUInt16(byte[] bytes, int position) => bytes[position] | (bytes[position + 1] << 8);

        private static uint ReadUInt32(byte[] bytes, int position) =>
            (uint)ReadUInt16(bytes, position) | ((uint)ReadUInt16(bytes, position + 2) << 16);
    }
}
