using System;
using System.IO;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>Reads the text files that list pictures.</summary>
    internal static class ListFile
    {
        private const long MaxBytes = 1 << 28;

        /// <summary>The file's text: UTF-8 or what its byte order mark says.</summary>
        internal static string Read(string path)
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                throw new TrainingException($"{path}: the file is missing. Copy the data set again, or point --data to a whole one.");
            }

            return file.Length <= MaxBytes
                ? File.ReadAllText(path)
                : throw new TrainingException(
                    FormattableString.Invariant($"{path}: has {file.Length:N0} bytes, expected a list of at most {MaxBytes:N0}. ")
                    + "Is it the right file?");
        }
    }
}
