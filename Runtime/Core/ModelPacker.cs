using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Saccade.Preprocessing;
using Saccade.Reading;
using Saccade.Unpacking;

namespace Saccade
{
    /// <summary>Packs a model folder into one file that can be an asset of a project.</summary>
    public static class ModelPacker
    {
        /// <summary>
        /// How the file's name ends. <c>.bytes</c> is what Unity imports as it is, as a <c>TextAsset</c>; the rest is for the eye.
        /// </summary>
        public const string Ending = ".vit.bytes";

        // An asset is read into one array.
        private const long Most = 1L << 30;

        // The earliest that a ZIP archive can say: with a date in it, packing twice would give two files.
        private static readonly DateTimeOffset NoDate = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

        /// <summary>
        /// Writes what the running scene needs of a model folder into a file: a ZIP archive, the same for the same folder. The file
        /// appears, or is exchanged, when it is whole.
        /// </summary>
        /// <param name="folder">The model folder.</param>
        /// <param name="path">The file; by convention its name ends in <see cref="Ending"/>.</param>
        /// <exception cref="ModelFileException">The folder holds no model that can be run, is too large for an asset, or the file can't
        /// be written.</exception>
        public static void Pack(string folder, string path)
        {
            var graph = Path.GetRelativePath(folder, ModelFolder.Open(folder).OnnxPath).Replace('\\', '/');
            var files = ModelFiles.Choose(ListFiles(folder), graph);
            var pointer = files.Select(file => Path.Combine(folder, file)).FirstOrDefault(GitLfs.IsPointer);
            if (pointer != null)
            {
                throw new ModelFileException(GitLfs.Explain(pointer));
            }

            var total = files.Sum(file => new FileInfo(Path.Combine(folder, file)).Length);
            if (total > Most)
            {
                throw new ModelFileException(
                    $"{folder}: the model has {total:N0} bytes, an asset can have at most {Most:N0}. Put the folder into StreamingAssets "
                        + "instead.");
            }

            // The dot hides it from Unity.
            var fresh = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "." + Path.GetFileName(path) + ".new");
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(fresh)!);
                Write(folder, files, fresh);
                Exchange(fresh, path);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new ModelFileException(
                    $"{path}: the file can't be written. {e.Message} Choose another place, or free space on the disk.", e);
            }
            finally
            {
                Remove(fresh);
            }
        }

        private static IEnumerable<string> ListFiles(string folder) =>
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'));

        private static void Write(string folder, List<string> files, string path)
        {
            using (var stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite))
            {
                using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    foreach (var file in files)
                    {
                        var entry = archive.CreateEntry(file, CompressionLevel.Optimal);
                        entry.LastWriteTime = NoDate;
                        using (Stream source = File.OpenRead(Path.Combine(folder, file)))
                        using (var target = entry.Open())
                        {
                            source.CopyTo(target);
                        }
                    }
                }

                // What no scene could load must not become an asset.
                ModelFiles.Choose(ZipReader.List(stream, path, ""), "", path);
                stream.Flush(flushToDisk: true);
            }
        }

        private static void Exchange(string fresh, string path)
        {
            if (File.Exists(path))
            {
                File.Replace(fresh, path, null);
            }
            else
            {
                File.Move(fresh, path);
            }
        }

        private static void Remove(string path)
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                // What hindered the write hinders this too, and is reported.
            }
        }
    }
}
