using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Saccade.Tools
{
    /// <summary>Which of the repository's files the shipped package holds.</summary>
    public static class PackageContents
    {
        // What the training tool is built from.
        private static readonly HashSet<string> Projects = new(StringComparer.Ordinal)
        {
            "Training/Saccade.Training.csproj", "Runtime/Core/Saccade.Core.csproj",
        };

        private static readonly string[] Folders = { "Runtime", "Editor", "Training", PackageTree.SamplesFolder, "Documentation~" };

        private static readonly HashSet<string> Files = new(StringComparer.Ordinal)
        {
            "package.json", "README.md", "CHANGELOG.md", "LICENSE.md", "Third Party Notices.md",

            // The training tool is built from the package, and these say how.
            "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json",
        };

        /// <summary>Whether a file belongs to the shipped package.</summary>
        /// <param name="path">Relative to the repository's root, with forward slashes. A meta file goes with what it accompanies.</param>
        /// <returns>False for tests, tools, the stand-in engine and the projects that are built with it.</returns>
        public static bool IsIn(string path)
        {
            ArgumentNullException.ThrowIfNull(path);
            var entry = path.EndsWith(PackageTree.MetaEnding, StringComparison.Ordinal) ? path[..^PackageTree.MetaEnding.Length] : path;
            if (Path.GetExtension(entry) == ".csproj")
            {
                // All others refer to the stand-in engine, which isn't shipped.
                return Projects.Contains(entry);
            }

            return Files.Contains(entry)
                || Folders.Any(folder => entry == folder || entry.StartsWith(folder + "/", StringComparison.Ordinal));
        }
    }
}
