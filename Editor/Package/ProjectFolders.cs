using System;
using System.IO;
using UnityEngine;

namespace Saccade.Editor.Package
{
    /// <summary>
    /// Where a project's data sets and runs lie: beside Assets, because Unity imports what lies in it, every picture of a data set too, and
    /// ships what lies in StreamingAssets. Main thread only.
    /// </summary>
    internal static class ProjectFolders
    {
        private const string Assets = "Assets";

        /// <summary>The project's folder.</summary>
        internal static string Root => RootOf(Application.dataPath);

        /// <summary>The folder that data sets are captured to.</summary>
        internal static string Datasets => Path.Combine(Root, "Datasets");

        /// <summary>The folder that runs write their models to, with logs, checkpoints and weights.</summary>
        internal static string Runs => Path.Combine(Root, "Runs");

        /// <param name="dataPath">The folder Assets of a Unity project, or the folder of a project that has none.</param>
        internal static string RootOf(string dataPath)
        {
            var data = new DirectoryInfo(dataPath);
            return data.Name == Assets && data.Parent != null ? data.Parent.FullName : data.FullName;
        }

        /// <summary>What a run's folder costs the project where it lies; null where it costs nothing.</summary>
        /// <param name="folder">The folder; anything that a user typed.</param>
        internal static string? FindOutputWarning(string folder)
        {
            try
            {
                var beside = $"Choose a folder beside Assets, such as {Path.Combine(Runs, "retrained")}: Use on camera copies what a game "
                    + "needs.";
                return LiesIn(folder, Application.streamingAssetsPath)
                    ? "All that lies in StreamingAssets ships with the game: the run's logs, checkpoints and weights too. " + beside
                    : Root != Application.dataPath && LiesIn(folder, Application.dataPath)
                        ? "Unity imports all that lies in Assets: the run's logs and pictures too. " + beside
                        : null;
            }
            catch (Exception e) when (e is ArgumentException || e is NotSupportedException || e is IOException)
            {
                // No path at all; that is a fault, and said elsewhere.
                return null;
            }
        }

        /// <summary>The same as a name in a folder, where that is free; else with the first number that is.</summary>
        /// <param name="folder">The folder.</param>
        /// <param name="name">The name.</param>
        /// <param name="isFree">Whether a path may be taken.</param>
        internal static string FindFree(string folder, string name, Func<string, bool> isFree)
        {
            var path = Path.Combine(folder, name);
            for (var number = 2; !isFree(path); number++)
            {
                path = Path.Combine(folder, $"{name}-{number}");
            }

            return path;
        }

        private static bool LiesIn(string path, string folder) =>
            path.Length > 0 && Path.GetFullPath(path).StartsWith(
                Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }
}
