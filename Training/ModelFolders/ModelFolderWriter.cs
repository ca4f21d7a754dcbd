using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;

namespace Saccade.Training.ModelFolders
{
    /// <summary>
    /// Puts a new model into a folder so that no reader ever sees half of one: its files grow in <c>.new-ID/</c> inside of the
    /// folder, then <c>config.json</c> is taken away, the others are exchanged one by one, and the new <c>config.json</c> comes last.
    /// </summary>
    /// <remarks>
    /// Until <see cref="Commit"/> the old model stays; if the exchange fails, it comes back. What runs that died have left is
    /// deleted: a run holds a lock on <c>.new-ID.lock</c> as long as it lives, so a lock that is free belongs to nobody.
    /// </remarks>
    public sealed class ModelFolderWriter : IDisposable
    {
        /// <summary>What the name of a file with an ONNX model's weights has behind that of the model.</summary>
        internal const string DataSuffix = "_data";

        private const string LockSuffix = ".lock";

        private readonly string _directory;
        private readonly string _staging;
        private readonly FileStream _lock;
        private readonly bool _keepsOthers;
        private readonly List<string> _files = [];

        private ModelFolderWriter(string directory, string staging, FileStream ownLock, bool keepsOthers)
        {
            _directory = directory;
            _keepsOthers = keepsOthers;
            _staging = staging;
            _lock = ownLock;
        }

        /// <summary>Prepares a folder for a new model.</summary>
        /// <param name="directory">The folder; it is made if it doesn't exist.</param>
        /// <param name="keepsOthers">
        /// Whether the folder's model stays and only gets the files that are written; otherwise it is exchanged whole.
        /// </param>
        /// <returns>The writer. Disposing it without <see cref="Commit"/> leaves the folder's model as it was.</returns>
        /// <exception cref="TrainingException">The folder can't be written to.</exception>
        public static ModelFolderWriter Begin(string directory, bool keepsOthers = false) =>
            Guard(directory, () =>
            {
                Directory.CreateDirectory(directory);
                RemoveDeadRuns(directory);
                var staging = Path.Combine(directory, ModelLayout.UnfinishedPrefix + Guid.NewGuid().ToString("N")[..8]);
                var ownLock = new FileStream(
                    staging + LockSuffix, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
                Directory.CreateDirectory(staging);
                return new ModelFolderWriter(directory, staging, ownLock, keepsOthers);
            });

        /// <summary>Writes one of the new model's files.</summary>
        /// <param name="file">Its path inside of the folder, with forward slashes.</param>
        /// <param name="write">Writes to the path that it is given.</param>
        /// <exception cref="TrainingException">The file can't be written; the folder's model is as it was.</exception>
        public void Write(string file, Action<string> write) =>
            Guard(_directory, () =>
            {
                var path = Path.Combine(_staging, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                write(path);

                // An ONNX file of more than 2 GB brings a second one with its weights.
                _files.AddRange(new[] { file, file + DataSuffix }.Where(
                    name => File.Exists(Path.Combine(_staging, name))));
                return true;
            });

        /// <summary>Makes the new model the folder's model.</summary>
        /// <exception cref="TrainingException">A file can't be moved; the old model has been put back.</exception>
        public void Commit() =>
            Guard(_directory, () =>
            {
                ModelExchange.Run(
                    _directory, _staging, _files, _keepsOthers ? [] : FindModelFiles(_directory).Prepend(ModelLayout.Config).ToArray());
                return true;
            });

        /// <summary>Removes what was not committed and lets go of the lock.</summary>
        public void Dispose()
        {
            if (Directory.Exists(_staging))
            {
                Directory.Delete(_staging, recursive: true);
            }

            _lock.Dispose();
        }

        private static T Guard<T>(string directory, Func<T> action)
        {
            try
            {
                return action();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new TrainingException(
                    $"{directory}: the model can't be written. {error.Message.TrimEnd('.')}. The model that was there, if any, is "
                    + "untouched. Free some space, or choose a folder that you may write to with --output.",
                    error);
            }
        }

        private static void RemoveDeadRuns(string directory)
        {
            foreach (var path in Directory.EnumerateFiles(directory, ModelLayout.UnfinishedPrefix + "*" + LockSuffix).ToArray())
            {
                try
                {
                    // Opening succeeds only when nobody holds the lock; closing deletes it.
                    using var free = new FileStream(
                        path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
                }
                catch (IOException)
                {
                    // Another run is alive and works in this folder.
                }
            }

            foreach (var path in Directory.EnumerateDirectories(directory, ModelLayout.UnfinishedPrefix + "*").ToArray())
            {
                if (!File.Exists(path + LockSuffix))
                {
                    Directory.Delete(path, recursive: true);
                }
            }
        }

        // Weights in several files and quantised variants belong to the old model too: beside a new one they would lie.
        private static IEnumerable<string> FindModelFiles(string directory)
        {
            string[] patterns =
            [
                ModelLayout.Preprocessor, ModelLayout.Weights, "model-*-of-*.safetensors", ModelLayout.WeightIndex, ModelLayout.Run,
                HubOrigin.File,
            ];
            var onnx = Path.Combine(directory, ModelLayout.GraphFolder);
            return patterns
                .SelectMany(pattern => Directory.EnumerateFiles(directory, pattern))
                .Concat(Directory.Exists(onnx) ? Directory.EnumerateFiles(onnx, "*.onnx*") : [])
                .Select(path => Path.GetRelativePath(directory, path));
        }
    }
}
