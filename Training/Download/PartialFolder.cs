using System;
using System.IO;
using System.Linq;

namespace Saccade.Training.Download
{
    /// <summary>
    /// <c>DIR.partial</c> beside DIR, where files grow and wait for each other, also from one command to the next.
    /// </summary>
    /// <remarks>
    /// Two commands never share it: who works there holds <c>.lock</c>. <c>.source</c> says what the files are of, as the commit of a
    /// repository.
    /// </remarks>
    internal sealed class PartialFolder : IDisposable
    {
        private const string LockName = ".lock";
        private const string SourceName = ".source";

        private readonly FileStream _lock;
        private bool _isDone;

        private PartialFolder(string directory, FileStream ownLock)
        {
            Directory = directory;
            _lock = ownLock;
        }

        internal string Directory { get; }

        /// <summary>The folder that belongs to another one, as a full path.</summary>
        internal static string FindFor(string output) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(output)) + ".partial";

        /// <summary>What to say when a command that works for <paramref name="output"/> was cancelled.</summary>
        internal static string DescribeCancelled(string output)
        {
            var partial = FindFor(output);
            return System.IO.Directory.Exists(partial)
                ? $"Cancelled; the same command goes on from {partial}."
                : "Cancelled; nothing was downloaded.";
        }

        /// <summary>Opens or makes the folder, and empties it when its files are of something else.</summary>
        /// <param name="output">The folder that the files are for.</param>
        /// <param name="source">What they are of, such as a repository's commit.</param>
        /// <param name="observer">Is told when something is thrown away.</param>
        /// <exception cref="TrainingException">Another command works there, or the folder is somebody else's.</exception>
        /// <exception cref="IOException">The folder can't be made.</exception>
        internal static PartialFolder Open(string output, string source, IDownloadObserver observer)
        {
            var directory = FindFor(output);
            System.IO.Directory.CreateDirectory(directory);
            var partial = new PartialFolder(directory, Lock(directory));
            try
            {
                partial.Claim(source, observer);
                return partial;
            }
            catch
            {
                partial._lock.Dispose();
                throw;
            }
        }

        internal string Find(string file) => Path.Combine(Directory, file);

        /// <summary>Says that nothing in the folder is needed any more.</summary>
        internal void Finish() => _isDone = true;

        /// <summary>Leaves the folder to the next command, or takes it away when it holds nothing of use.</summary>
        public void Dispose()
        {
            _isDone |= List().All(path => Path.GetFileName(path) == SourceName);
            if (_isDone)
            {
                Clear();
            }

            // The lock deletes itself; a command that has come meanwhile has its own, and then the folder stays.
            _lock.Dispose();
            if (_isDone && !System.IO.Directory.EnumerateFileSystemEntries(Directory).Any())
            {
                System.IO.Directory.Delete(Directory);
            }
        }

        private static FileStream Lock(string directory)
        {
            var path = Path.Combine(directory, LockName);
            try
            {
                return new FileStream(
                    path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException error) when (File.Exists(path))
            {
                throw new TrainingException(
                    $"{directory}: another download is at work there. Wait until it ends, or choose another --output.", error);
            }
        }

        private void Claim(string source, IDownloadObserver observer)
        {
            var mark = Find(SourceName);
            var found = File.Exists(mark) ? File.ReadAllText(mark) : null;
            if (found is null && System.IO.Directory.GetFileSystemEntries(Directory).Length > 1)
            {
                throw new TrainingException(
                    $"{Directory}: the folder holds files that no download has left. Move it away, or choose another --output.");
            }

            if (found is not null && found != source)
            {
                observer.OnNote($"{Directory} holds a part of something else ({found}); starting over.");
                Clear();
            }

            File.WriteAllText(mark, source);
        }

        private void Clear()
        {
            foreach (var path in List())
            {
                if (File.Exists(path))
                {
                    File.Delete(path);
                }
                else
                {
                    System.IO.Directory.Delete(path, recursive: true);
                }
            }
        }

        private string[] List() =>
            System.IO.Directory.EnumerateFileSystemEntries(Directory).Where(path => Path.GetFileName(path) != LockName).ToArray();
    }
}
