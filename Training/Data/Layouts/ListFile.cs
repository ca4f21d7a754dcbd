using System;
using System.IO;
using Saccade.Reading;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>Reads the text files that list pictures.</summary>
    internal static class ListFile
    {
        private const long MaxBytes = 1 << 28;

        /// <summary>The file's text, see <see cref="StrictText"/>.</summary>
        internal static string Read(string path)
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw new TrainingException($"{path}: the file is missing. Copy the data set again, or point --data to a whole one.");
            }

            if (file.Length > MaxBytes)
            {
                throw new TrainingException(
                    FormattableString.Invariant($"{path}: has {file.Length:N0} bytes, expected a list of at most {MaxBytes:N0}. ")
                    + "Is it the right file?");
            }

            return StrictText.Decode(File.ReadAllBytes(path), path, out var fault) ?? throw new TrainingException(fault);
        }
    }
}
