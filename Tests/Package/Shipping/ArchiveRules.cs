using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>That a package's file is one that npm and Unity unpack.</summary>
    internal static class ArchiveRules
    {
        private const string Top = "package/";
        private const long LargestSize = 10_000_000;

        /// <summary>One line for each thing that is wrong.</summary>
        public static IEnumerable<string> Findings(string archive)
        {
            HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
            List<string> findings = new();
            if (new FileInfo(archive).Length >= LargestSize)
            {
                findings.Add($"{new FileInfo(archive).Length:N0} bytes: {LargestSize:N0} is too much.");
            }

            using GZipStream unzipped = new(File.OpenRead(archive), CompressionMode.Decompress);
            using TarReader reader = new(unzipped);
            while (reader.GetNextEntry() is TarEntry entry)
            {
                if (entry.EntryType != TarEntryType.RegularFile || entry.Format != TarEntryFormat.Ustar)
                {
                    findings.Add($"{entry.Name}: is a {entry.EntryType} ({entry.Format}), not a plain file.");
                }

                if (!entry.Name.StartsWith(Top, StringComparison.Ordinal) || entry.Name.Contains('\\', StringComparison.Ordinal)
                    || entry.Name.Split('/').Any(part => part is "" or "." or ".."))
                {
                    findings.Add($"{entry.Name}: doesn't lie under {Top}");
                }

                if (!names.Add(entry.Name))
                {
                    findings.Add($"{entry.Name}: is there twice.");
                }
            }

            return findings;
        }

        /// <summary>The text of one file.</summary>
        public static string Read(string archive, string file)
        {
            using GZipStream unzipped = new(File.OpenRead(archive), CompressionMode.Decompress);
            using TarReader reader = new(unzipped);
            while (reader.GetNextEntry() is TarEntry entry)
            {
                if (entry.Name == Top + file)
                {
                    using StreamReader text = new(entry.DataStream!);
                    return text.ReadToEnd();
                }
            }

            throw new FileNotFoundException($"{archive}: holds no {file}.");
        }

        /// <summary>Unpacks into a folder, as Unity does: without the topmost one.</summary>
        public static void Unpack(string archive, string folder)
        {
            using GZipStream unzipped = new(File.OpenRead(archive), CompressionMode.Decompress);
            using TarReader reader = new(unzipped);
            while (reader.GetNextEntry() is TarEntry entry)
            {
                var path = Path.Combine(folder, entry.Name[Top.Length..]);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                entry.ExtractToFile(path, overwrite: false);
            }
        }
    }
}
