using System;
using System.IO;
using System.Linq;

namespace Saccade.Training.Hub
{
    /// <summary>
    /// <c>DIR.partial</c>: files on their way to DIR, from one commit. It outlives a command that was stopped, and one process at a
    /// time works in it.
    /// </summary>
    internal sealed class PartialFolder : IDisposable
    {
        private const string LockName = ".lock";
        private const string SourceName = ".source";

        private readonly FileStream _lock;

        private PartialFolder(string path, FileStream ownLock)
        {
            Path = path;
            _lock = ownLock;
        }

        internal string Path { get; }

        // The record and the lock are not worth keeping alone.
        private bool IsEmpty => Directory.EnumerateFileSystemEntries(Path)
            .All(entry => System.IO.Path.GetFileName(entry) is LockName or SourceName);

        /// <summary>Opens or makes the folder beside a model folder.</summary>
        /// <param name="directory">The model folder.</param>
        /// <param name="source">What the files come from: hub, repository and commit.</param>
        /// <param name="observer">Is told if what is there came from elsewhere and goes.</param>
        /// <exception cref="TrainingException">Another process works in the folder, or it is somebody else's.</exception>
        internal static PartialFolder Open(string directory, string source, IPullObserver observer)
        {
            var path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(directory)) + ".partial";
            var lockPath = System.IO.Path.Combine(path, LockName);
            if (Directory.Exists(path) && !File.Exists(lockPath) && Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw new TrainingException(
                    $"{path}: the folder holds something else than an unfinished download. Move it away, or choose another --output.");
            }

            Directory.CreateDirectory(path);
            var folder = new PartialFolder(path, Lock(lockPath));
            try
            {
                folder.Adopt(source, observer);
                return folder;
            }
            catch
            {
                folder.Dispose();
                throw;
            }
        }

        /// <summary>Where a file of the download lies.</summary>
        internal string Find(string file)
        {
            return System.IO.Path.Combine(Path, file);
        }

        /// <summary>Deletes what has been downloaded.</summary>
        internal void Clear()
        {
            foreach (var file in Directory.EnumerateFiles(Path).Where(file => System.IO.Path.GetFileName(file) != LockName).ToArray())
            {
                File.Delete(file);
            }
        }

        /// <summary>Lets go of the folder, and removes it if nothing is left to go on from.</summary>
        public void Dispose()
        {
            var isEmpty = IsEmpty;
            if (isEmpty)
            {
                Clear();
            }

            _lock.Dispose();
            if (isEmpty)
            {
                Remove();
            }
        }

        private static FileStream Lock(string path)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error)
            {
                throw new TrainingException(
                    $"{path}: another process is downloading into this folder ({error.Message.TrimEnd('.')}). Wait for it, or choose "
                    + "another --output.",
                    error);
            }
        }

        private void Adopt(string source, IPullObserver observer)
        {
            var record = Find(SourceName);
            var previous = File.Exists(record) ? File.ReadAllText(record) : "";
            if (previous != source && !IsEmpty)
            {
                observer.OnNote($"{Path}: the unfinished download there is of another commit ({previous.Printable()}); starting over");
                Clear();
            }

            File.WriteAllText(record, source);
        }

        private void Remove()
        {
            try
            {
                File.Delete(Find(LockName));
                Directory.Delete(Path);
            }
            catch (IOException)
            {
                // Another process has just begun to use it.
            }
        }
    }
}
