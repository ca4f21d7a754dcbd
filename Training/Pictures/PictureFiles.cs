using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Training.Pictures
{
    /// <summary>Which files of a folder are pictures by their names.</summary>
    internal static class PictureFiles
    {
        /// <summary>In the order in which one is taken where several files differ in nothing else.</summary>
        internal static readonly string[] Extensions =
            [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".tga", ".pbm", ".pgm", ".ppm"];

        /// <summary>
        /// The pictures that lie in a folder, by file name (ordinal). Hidden files, AppleDouble's among them, are passed over.
        /// </summary>
        internal static IEnumerable<string> List(string directory) => Directory.EnumerateFiles(directory)
                .Where(path => RankExtension(path) >= 0 && !Path.GetFileName(path).StartsWith('.'))
                .Order(StringComparer.Ordinal);

        /// <summary>The folder's pictures by their names without extension.</summary>
        internal static Dictionary<string, string> ListByName(string directory)
        {
            var files = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var path in List(directory).OrderBy(RankExtension))
            {
                files.TryAdd(Path.GetFileNameWithoutExtension(path), path);
            }

            return files;
        }

        private static int RankExtension(string path) =>
            Array.FindIndex(Extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
    }
}
