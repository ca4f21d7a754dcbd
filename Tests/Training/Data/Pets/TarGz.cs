using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.IO.Compression;

namespace Saccade.Training.Tests.Data.Pets
{
    /// <summary>Packs archives, also such as nobody should.</summary>
    internal static class TarGz
    {
        internal static byte[] Pack(IEnumerable<TarEntry> entries) => Compress(PackPlain(entries));

        internal static byte[] PackPlain(IEnumerable<TarEntry> entries)
        {
            using var stream = new MemoryStream();
            using (var writer = new TarWriter(stream, leaveOpen: true))
            {
                foreach (var entry in entries)
                {
                    entry.ModificationTime = DateTimeOffset.UnixEpoch;
                    writer.WriteEntry(entry);
                }
            }

            return stream.ToArray();
        }

        internal static byte[] Compress(byte[] content)
        {
            using var stream = new MemoryStream();
            using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
            {
                gzip.Write(content);
            }

            return stream.ToArray();
        }

        internal static TarEntry MakeFile(string name, params byte[] content) =>
            new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

        internal static TarEntry MakeLink(TarEntryType type, string name, string target) =>
            new PaxTarEntry(type, name) { LinkName = target };
    }
}
