using System.IO;

namespace Saccade.Training.Tests.Data
{
    /// <summary>Makes the files of a data set.</summary>
    internal static class Touching
    {
        /// <summary>Makes files, enough to be listed, and their folders; each has a content of its own.</summary>
        internal static void Touch(this TemporaryFolder folder, params string[] files)
        {
            foreach (var file in files)
            {
                folder.Write(file, file);
            }
        }

        /// <summary>Writes a text file in the folder.</summary>
        /// <returns>Its path.</returns>
        internal static string Write(this TemporaryFolder folder, string file, string text)
        {
            var path = folder.Combine(file.Split('/'));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return path;
        }
    }
}
