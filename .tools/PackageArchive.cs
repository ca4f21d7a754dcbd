using System;
using System.Collections.Generic;
using System.Formats.Tar;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Json;

namespace Saccade.Tools
{
    /// <summary>Writes a package as npm does: one gzipped tar file, everything under the folder <c>package</c>.</summary>
    public static class PackageArchive
    {
        private const string Top = "package/";
        private const UnixFileMode ReadableByAll =
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

        // Any fixed moment makes the archive depend on the content alone; npm writes this one.
        private static readonly DateTimeOffset Time = new(1985, 10, 26, 8, 15, 0, TimeSpan.Zero);

        /// <summary>Writes <c>NAME-VERSION.tgz</c>, which replaces an older one when it is whole.</summary>
        /// <param name="root">The package's root folder.</param>
        /// <param name="files">What goes in, relative to <paramref name="root"/>, with forward slashes, in any order.</param>
        /// <param name="folder">Where the file goes; made when it is missing.</param>
        /// <returns>What was written.</returns>
        /// <exception cref="IOException">A file is missing, is a link or has too long a path; package.json names no package; the disk is
        /// full.</exception>
        /// <exception cref="UnauthorizedAccessException">A file or folder may not be read or written.</exception>
        public static PackedPackage Write(string root, IReadOnlyList<string> files, string folder)
        {
            ArgumentNullException.ThrowIfNull(files);
            var (name, version) = ReadManifest(Path.Combine(root, "package.json"));
            var path = Path.Combine(Path.GetFullPath(folder), $"{name}-{version}.tgz");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
            try
            {
                using (FileStream file = new(unfinished, FileMode.CreateNew))
                using (GZipStream zipped = new(file, CompressionLevel.SmallestSize))
                using (TarWriter tar = new(zipped, TarEntryFormat.Ustar))
                {
                    foreach (var entry in files.Order(StringComparer.Ordinal))
                    {
                        Add(tar, root, entry);
                    }
                }

                File.Move(unfinished, path, overwrite: true);
            }
            catch
            {
                File.Delete(unfinished);
                throw;
            }

            return new PackedPackage(path, new FileInfo(path).Length, files.Count);
        }

        private static void Add(TarWriter tar, string root, string entry)
        {
            FileInfo file = new(Path.Combine(root, entry));
            if (file.LinkTarget != null)
            {
                throw new IOException($"{entry}: is a link to {file.LinkTarget}, and packages hold none. Replace it with a file.");
            }

            if (!file.Exists)
            {
                throw new IOException($"{entry}: git tracks it, but it isn't there. Restore it, or `git rm` it.");
            }

            using var content = file.OpenRead();
            UstarTarEntry packed;
            try
            {
                packed = new UstarTarEntry(TarEntryType.RegularFile, Top + entry)
                {
                    ModificationTime = Time,
                    Mode = ReadableByAll,
                    DataStream = content,
                };
                tar.WriteEntry(packed);
            }
            catch (ArgumentException e)
            {
                throw new IOException($"{entry}: the path is too long for a tar file. Shorten it to 140 characters. ({e.Message})", e);
            }
        }

        private static (string Name, string Version) ReadManifest(string path)
        {
            try
            {
                using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));
                var name = manifest.RootElement.GetProperty("name").GetString()!;
                var version = manifest.RootElement.GetProperty("version").GetString()!;
                return name.Length > 0 && version.Length > 0 && (name + version).IndexOfAny(Path.GetInvalidFileNameChars()) < 0
                    ? (name, version)
                    : throw new InvalidOperationException($"'{name}-{version}' is no file name");
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or NullReferenceException)
            {
                throw new IOException($"{path}: has no name and version to name the package's file after: {e.Message}", e);
            }
        }
    }
}
