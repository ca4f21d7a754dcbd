using System;
using System.IO;

namespace Saccade.Training.Data.Inventory
{
    /// <summary>Where a path leads in the end, so that two ways to one folder are told.</summary>
    internal static class RealPath
    {
        /// <summary>The path with every link in it followed; a link that can't be followed stays as it is.</summary>
        internal static string Find(string path)
        {
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
            var real = Path.GetPathRoot(full)!;
            foreach (var part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
            {
                real = Follow(Path.Combine(real, part));
            }

            return real;
        }

        private static string Follow(string path)
        {
            try
            {
                // The target may lie behind other links. Links in circles have no final target.
                return Directory.ResolveLinkTarget(path, returnFinalTarget: true) is { Exists: true } target ? Find(target.FullName) : path;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return path;
            }
        }
    }
}
