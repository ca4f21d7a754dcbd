using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Training.Data.Pets
{
    /// <summary>Looks whether a folder holds Oxford-IIIT Pet whole.</summary>
    internal static class PetFolder
    {
        /// <summary>What a folder lacks; null for a whole data set.</summary>
        /// <param name="directory">The folder that holds <c>images</c> and <c>annotations</c>.</param>
        /// <param name="archives">Says how many pictures the lists have.</param>
        internal static string? FindFault(string directory, PetArchives archives)
        {
            var images = Path.Combine(directory, archives.Images.Folder);
            if (!Directory.Exists(images))
            {
                return $"there is no {archives.Images.Folder}/";
            }

            var names = new DirectoryInfo(images).EnumerateFiles()
                .Where(file => file.Length > 0)
                .Select(file => file.Name)
                .ToHashSet(StringComparer.Ordinal);
            var annotations = Path.Combine(directory, archives.Annotations.Folder);
            return FindFault(annotations, "trainval.txt", archives.TrainCount, names)
                ?? FindFault(annotations, "test.txt", archives.TestCount, names);
        }

        private static string? FindFault(string annotations, string list, int expected, HashSet<string> names)
        {
            var path = Path.Combine(annotations, list);
            if (!File.Exists(path))
            {
                return $"there is no {Path.GetFileName(annotations)}/{list}";
            }

            var pictures = File.ReadLines(path)
                .Where(line => line.Length > 0 && line[0] != '#')
                .Select(line => line.Split(' ')[0] + ".jpg")
                .ToArray();
            var missing = Array.FindAll(pictures, name => !names.Contains(name));
            return pictures.Length != expected ? $"{list} lists {pictures.Length:N0} pictures; expected {expected:N0}"
                : missing.Length > 0
                    ? $"{missing.Length:N0} of the {expected:N0} pictures in {list} are missing or empty, such as "
                        + $"'{EntryPath.Printable(missing[0])}'"
                    : null;
        }
    }
}
