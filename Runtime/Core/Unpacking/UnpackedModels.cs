using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Unpacking
{
    /// <summary>
    /// Model folders unpacked from archives, kept from one start of the app to the next. A folder's name ends in a key of its content, so
    /// that an app's update unpacks anew; it appears under its name only when it is whole.
    /// </summary>
    internal static class UnpackedModels
    {
        private const int KeyLength = 16;
        private const int LongestName = 40;
        private const int BufferLength = 1 << 18;
        private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

        private static readonly object Gate = new object();

        // What this process opened may not be read to its end yet.
        private static readonly HashSet<string> Opened = new HashSet<string>(StringComparer.Ordinal);

        /// <summary>Unpacks what a model needs to run, unless it is there already. For any thread; one at a time.</summary>
        /// <param name="archive">A ZIP archive; it can seek.</param>
        /// <param name="archiveName">What to call it in messages.</param>
        /// <param name="folder">What the names of the model's files begin with in the archive: empty, or it ends in a slash.</param>
        /// <param name="root">Where unpacked models lie; it is made if need be.</param>
        /// <param name="modelName">What the folder is named after. Other folders of that name, from an update before, are removed.</param>
        /// <returns>The model folder.</returns>
        /// <exception cref="ModelFileException">The archive is broken or holds no model, or the disk takes no more.</exception>
        public static string Unpack(Stream archive, string archiveName, string folder, string root, string modelName)
        {
            var files = ModelFiles.Choose(ZipReader.List(archive, archiveName, folder), folder, archiveName);
            var name = Tidy(modelName);
            var target = Path.Combine(root, name + "-" + KeyOf(files));
            lock (Gate)
            {
                if (!IsWhole(target, files))
                {
                    Make(archive, archiveName, files, root, target);
                }

                Opened.Add(target);
                RemoveOthers(root, name);
            }

            return target;
        }

        /// <summary>
        /// Finds what was unpacked from an archive before, without waiting for anything: not while another is being unpacked.
        /// </summary>
        /// <param name="archive">A ZIP archive with the model's files at its root; it can seek.</param>
        /// <param name="archiveName">What to call it in messages.</param>
        /// <param name="root">Where unpacked models lie.</param>
        /// <param name="modelName">What the folder is named after.</param>
        /// <returns>The model folder, or null.</returns>
        /// <exception cref="ModelFileException">The archive is broken or holds no model.</exception>
        public static string? Find(Stream archive, string archiveName, string root, string modelName)
        {
            var files = ModelFiles.Choose(ZipReader.List(archive, archiveName, ""), "", archiveName);
            var target = Path.Combine(root, Tidy(modelName) + "-" + KeyOf(files));
            if (!IsWhole(target, files) || !Monitor.TryEnter(Gate))
            {
                return null;
            }

            try
            {
                Opened.Add(target);
                return IsWhole(target, files) ? target : null;
            }
            finally
            {
                Monitor.Exit(Gate);
            }
        }

        private static void Make(Stream archive, string archiveName, List<ZipEntry> files, string root, string target)
        {
            var fresh = Path.Combine(root, ModelLayout.UnfinishedPrefix + Guid.NewGuid().ToString("N"));
            try
            {
                Directory.CreateDirectory(fresh);
                var buffer = new byte[BufferLength];
                foreach (var file in files)
                {
                    Write(archive, archiveName, file, Path.Combine(fresh, file.Name.Replace('/', Path.DirectorySeparatorChar)), buffer);
                }

                Publish(fresh, target, files);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                throw new ModelFileException(
                    $"{target}: the model can't be unpacked there, {files.Sum(file => file.Length):N0} bytes from {archiveName}. "
                        + $"{e.Message} "
                    + "Free space on the disk, or see that the app may write there.", e);
            }
            finally
            {
                Remove(fresh);
            }
        }

        private static void Write(Stream archive, string archiveName, in ZipEntry file, string path, byte[] buffer)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                ZipReader.Unpack(archive, file, archiveName, stream, buffer);

                // Else the folder could outlive a loss of power and its content not.
                stream.Flush(flushToDisk: true);
            }
        }

        // Another process may publish the same model at the same time; then its folder is as good.
        private static void Publish(string fresh, string target, List<ZipEntry> files)
        {
            if (Directory.Exists(target) && !IsWhole(target, files))
            {
                Directory.Delete(target, true);
            }

            try
            {
                Directory.Move(fresh, target);
            }
            catch (IOException) when (IsWhole(target, files))
            {
            }
        }

        private static bool IsWhole(string folder, List<ZipEntry> files)
        {
            foreach (var file in files)
            {
                var info = new FileInfo(Path.Combine(folder, file.Name.Replace('/', Path.DirectorySeparatorChar)));
                if (!info.Exists || info.Length != file.Length)
                {
                    return false;
                }
            }

            return true;
        }

        // FNV-1a over what the archive says of the files: to tell versions apart, not to keep anybody out.
        private static string KeyOf(List<ZipEntry> files)
        {
            var key = 0xCBF29CE484222325;
            foreach (var file in files)
            {
                foreach (var value in Encoding.UTF8.GetBytes(FormattableString.Invariant($"{file.Name}\n{file.Length} {file.Checksum}\n")))
                {
                    key = unchecked((key ^ value) * 0x100000001B3);
                }
            }

            return key.ToString("x16");
        }

        // A name that every file system takes.
        private static string Tidy(string name)
        {
            var tidy = new StringBuilder();
            foreach (var letter in name)
            {
                var isPlain = letter < 128 && (char.IsLetterOrDigit(letter) || letter == '.' || letter == '_' || letter == '-');
                tidy.Append(isPlain ? letter : '_');
                if (tidy.Length == LongestName)
                {
                    break;
                }
            }

            var trimmed = tidy.ToString().Trim('.');
            return trimmed.Length == 0 ? "model" : trimmed;
        }

        private static void RemoveOthers(string root, string name)
        {
            try
            {
                foreach (var folder in Directory.GetDirectories(root))
                {
                    var other = Path.GetFileName(folder);
                    var isOld = other.Length == name.Length + 1 + KeyLength && other.StartsWith(name + "-", StringComparison.Ordinal)
                        && !Opened.Contains(folder);
                    var isLeftOver = other.StartsWith(ModelLayout.UnfinishedPrefix, StringComparison.Ordinal)
                        && Directory.GetLastWriteTimeUtc(folder) < DateTime.UtcNow - Forgotten;
                    if (isOld || isLeftOver)
                    {
                        Remove(folder);
                    }
                }
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                // The model is there; what lies beside it can go another time.
            }
        }

        private static void Remove(string folder)
        {
            try
            {
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, true);
                }
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                // Whatever is left has a name that nobody opens, and goes another time.
            }
        }
    }
}
