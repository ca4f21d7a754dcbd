using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;

namespace Saccade.Training.Data
{
    /// <summary>Tells whether a data set is the one that a run began with.</summary>
    public static class DataFingerprint
    {
        /// <summary>
        /// Hashes the class names, and of each split the pictures' relative paths, classes and contents in their order. Where the
        /// folder lies, the files' times and the number of workers change nothing.
        /// </summary>
        /// <param name="data">The data set.</param>
        /// <param name="workers">Threads to use.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <param name="progress">Told by any thread how many pictures are done.</param>
        /// <returns>SHA-256 in 64 lower-case hexadecimal digits.</returns>
        /// <exception cref="TrainingException">A picture can't be read.</exception>
        /// <exception cref="OperationCanceledException">It was stopped.</exception>
        public static string Compute(DataSet data, int workers, CancellationToken cancellation, Action<int>? progress = null) =>
            Compute(data, HashContents(data, workers, cancellation, progress));

        /// <summary>SHA-256 of every picture's file: those of training, then of validation, then of test.</summary>
        /// <param name="data">The data set.</param>
        /// <param name="workers">Threads to use.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <param name="progress">Told by any thread how many pictures are done.</param>
        /// <exception cref="TrainingException">A picture can't be read.</exception>
        /// <exception cref="OperationCanceledException">It was stopped.</exception>
        internal static byte[][] HashContents(DataSet data, int workers, CancellationToken cancellation, Action<int>? progress = null) =>
            InParallel.Select(
                data.Train.Concat(data.Validation).Concat(data.Test).ToArray(),
                workers,
                file => data.FindContent(file.Path) ?? HashContent(file.Path),
                cancellation,
                progress);

        /// <summary>The fingerprint, see <see cref="Compute(DataSet, int, CancellationToken, Action{int}?)"/>.</summary>
        /// <param name="data">The data set.</param>
        /// <param name="contents">What <see cref="HashContents"/> says of it.</param>
        internal static string Compute(DataSet data, byte[][] contents)
        {
            IReadOnlyList<LabelledFile>[] splits = [data.Train, data.Validation, data.Test];
            using var hash = SHA256.Create();
            using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
            using (var writer = new BinaryWriter(stream))
            {
                // Every string and list is preceded by its length, so that nothing can be read two ways.
                WriteAll(writer, data.Labels);
                foreach (var split in splits)
                {
                    writer.Write(split.Count);
                }

                foreach (var (file, content) in splits.SelectMany(split => split).Zip(contents))
                {
                    writer.Write(Path.GetRelativePath(data.Directory, file.Path).Replace(Path.DirectorySeparatorChar, '/'));
                    writer.Write(file.Label);
                    WriteAll(writer, file.Several);
                    writer.Write(content);
                }
            }

            return Convert.ToHexStringLower(hash.Hash!);
        }

        /// <summary>SHA-256 of a file, 32 bytes.</summary>
        internal static byte[] HashContent(string path)
        {
            try
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
                return SHA256.HashData(file);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new TrainingException($"{path}: can't be read. {failure.Message.TrimEnd('.')}. Replace or remove it.", failure);
            }
        }

        // Where each picture shows one class nothing is written, as ever.
        private static void WriteAll(BinaryWriter writer, IReadOnlyList<int>? labels)
        {
            if (labels is null)
            {
                return;
            }

            writer.Write(labels.Count);
            foreach (var label in labels)
            {
                writer.Write(label);
            }
        }

        private static void WriteAll(BinaryWriter writer, IReadOnlyList<string> texts)
        {
            writer.Write(texts.Count);
            foreach (var text in texts)
            {
                writer.Write(text);
            }
        }
    }
}
