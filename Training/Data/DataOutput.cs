using System;
using System.IO;
using System.Linq;
using Saccade.Training.Data.Inventory;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Data
{
    /// <summary>Keeps what is written from becoming data: pictures in a class's folder would be of that class the next time.</summary>
    internal static class DataOutput
    {
        /// <summary>Refuses to write a picture, or a folder of them, where it would be taken for data.</summary>
        /// <param name="data">The data set.</param>
        /// <param name="output">The file or folder to write.</param>
        /// <exception cref="TrainingException">It lies there.</exception>
        internal static void RefuseAmongPictures(DataSet data, string output)
        {
            // In other layouts only what lists name is data, and beside the classes' folders nothing is.
            if (data.Layout == DataLayout.ClassFolders && IsIn(data.Directory, output)
                && !(Path.HasExtension(output) && Same(Path.GetDirectoryName(Path.GetFullPath(output))!, data.Directory)))
            {
                throw new TrainingException(
                    $"{output}: lies in the data, where every folder is a class, so it would be learnt from. Choose an --output outside of "
                    + $"{data.Directory}.");
            }
        }

        /// <summary>Refuses to train into a folder of the data that holds anything but a model or a run.</summary>
        /// <param name="data">The data, as the user names it.</param>
        /// <param name="output">The folder to train into.</param>
        /// <exception cref="TrainingException">The folder is the data's, or holds some of it.</exception>
        internal static void RefuseData(string data, string output)
        {
            if (File.Exists(data) || !(Same(data, output) || IsIn(data, output)))
            {
                return;
            }

            if (Same(data, output) || (Directory.Exists(output) && !IsOwn(output)))
            {
                throw new TrainingException(
                    $"{output}: --output is the data's folder, or a folder of it that holds other files than a model's. Choose a new "
                    + "folder.");
            }
        }

        private static bool IsOwn(string output) =>
            !Directory.EnumerateFileSystemEntries(output).Any() || FolderReader.Read(output).Foreign is not null;

        private static bool Same(string folder, string other) => Trim(folder) == Trim(other);

        private static bool IsIn(string folder, string path) =>
            Trim(path).StartsWith(Trim(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

        private static string Trim(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    }
}
