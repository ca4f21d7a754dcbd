using System;
using System.Collections.Generic;
using System.IO;
using Saccade.Files;

namespace Saccade.Editor.Classifier
{
    /// <summary>The model folders of a project: those with a <c>config.json</c>, at most two levels below StreamingAssets.</summary>
    internal static class ModelFolders
    {
        private const int Levels = 2;

        /// <summary>Lists the model folders, in the order of their names.</summary>
        /// <param name="root">Where to look, usually <c>Application.streamingAssetsPath</c>; it need not exist.</param>
        /// <returns>Paths relative to the root, with forward slashes on every system.</returns>
        internal static IReadOnlyList<string> Find(string root)
        {
            var found = new List<string>();
            Collect(root, "", Levels, found);
            found.Sort(StringComparer.Ordinal);
            return found;
        }

        /// <summary>The first model folder by name, or null where there is none.</summary>
        /// <param name="root">Where to look.</param>
        internal static string? First(string root)
        {
            var found = Find(root);
            return found.Count == 0 ? null : found[0];
        }

        /// <summary>
        /// Writes a path as the component holds it: relative to the root where it lies below, so that a build finds it too.
        /// </summary>
        /// <param name="root">Usually <c>Application.streamingAssetsPath</c>.</param>
        /// <param name="path">An absolute path.</param>
        internal static string Shorten(string root, string path)
        {
            var below = Path.GetFullPath(root).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
            var full = Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar);
            return full.StartsWith(below, StringComparison.Ordinal)
                ? full.Substring(below.Length).Replace(Path.DirectorySeparatorChar, '/')
                : full;
        }

        private static void Collect(string folder, string name, int levels, List<string> found)
        {
            try
            {
                if (name.Length > 0 && File.Exists(Path.Combine(folder, ModelLayout.Config)))
                {
                    found.Add(name);
                    return;
                }

                if (levels == 0 || !Directory.Exists(folder))
                {
                    return;
                }

                foreach (var inner in Directory.GetDirectories(folder))
                {
                    var innerName = Path.GetFileName(inner);
                    if (!innerName.StartsWith('.'))
                    {
                        Collect(inner, name.Length == 0 ? innerName : name + "/" + innerName, levels - 1, found);
                    }
                }
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                // A folder that went away or that is closed to the user holds no model for them.
            }
        }
    }
}
