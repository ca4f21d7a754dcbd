using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Training.Data.Inventory
{
    /// <summary>
    /// Lists a folder with all that lies in it. Links are followed as by torchvision, but not back: one that leads to a folder on the way
    /// to it, or above the whole, would be endless.
    /// </summary>
    internal sealed class FolderReader
    {
        // Links to links to folders of links: as deep as that nobody sorts pictures.
        private const int MaxLinks = 8;

        private readonly HashSet<string> _way = new(StringComparer.Ordinal);
        private readonly Looking _looking;
        private readonly string _root;

        private FolderReader(string path, Looking looking)
        {
            _looking = looking;
            _root = RealPath.Find(path);
        }

        /// <summary>Lists a folder.</summary>
        /// <param name="path">The folder.</param>
        /// <param name="note">Told after two seconds how far it is; null for nobody.</param>
        /// <exception cref="IOException">The folder itself can't be read.</exception>
        /// <exception cref="UnauthorizedAccessException">The folder itself can't be read.</exception>
        internal static DataFolder Read(string path, Action<string>? note = null)
        {
            var reader = new FolderReader(path, new Looking(path, note, TimeProvider.System));
            return reader.Read(path, reader._root, links: 0);
        }

        private DataFolder Read(string path, string real, int links)
        {
            if (links > MaxLinks || IsAbove(real, _root) || !_way.Add(real))
            {
                return new DataFolder(path, _looking) { Closed = LeftOutReason.CircularLink };
            }

            try
            {
                var (files, folders) = (new List<string>(), new List<FileSystemInfo>());
                foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos())
                {
                    if (entry is DirectoryInfo)
                    {
                        folders.Add(entry);
                    }
                    else
                    {
                        files.Add(entry.Name);
                        _looking.Step();
                    }
                }

                files.Sort(StringComparer.Ordinal);
                DataFolder Enter(FileSystemInfo entry)
                {
                    var isLink = entry.Attributes.HasFlag(FileAttributes.ReparsePoint);
                    return Read(
                        Path.Combine(path, entry.Name),
                        isLink ? RealPath.Find(entry.FullName) : Path.Combine(real, entry.Name),
                        isLink ? links + 1 : links);
                }

                var inner = folders.OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(Enter).ToArray();
                return Make(path, files, inner);
            }
            catch (Exception failure) when (real != _root && failure is (IOException or UnauthorizedAccessException))
            {
                return new DataFolder(path, _looking) { Closed = LeftOutReason.UnreadableFolder };
            }
            finally
            {
                _way.Remove(real);
            }
        }

        private DataFolder Make(string path, List<string> names, DataFolder[] folders)
        {
            var files = new DataFile[names.Count];
            var folder = new DataFolder(path, _looking) { Files = files, Folders = folders };
            foreach (var (index, name) in names.Index())
            {
                files[index] = new DataFile(folder, name);
            }

            return folder;
        }

        private static bool IsAbove(string folder, string other) =>
            other.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
