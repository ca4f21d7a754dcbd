using UnityEditor.PackageManager;
using UnityEngine;

namespace Saccade.Editor.Package
{
    /// <summary>Where the package and the project that uses it lie on this machine. Main thread only.</summary>
    internal static class PackageFolder
    {
        /// <summary>The package's folder, in the project or in Unity's cache; null where it isn't used as a package.</summary>
        internal static string? Path => Find()?.resolvedPath;

        /// <summary>The package's version; empty where it isn't used as a package.</summary>
        internal static string Version => Find()?.version ?? "";

        /// <summary>The folder in which this project keeps what can be made anew.</summary>
        internal static string Library => LibraryOf(Application.dataPath);

        /// <param name="dataPath">The folder Assets of a Unity project, or the folder of a project that has none.</param>
        internal static string LibraryOf(string dataPath) =>
            System.IO.Path.Combine(ProjectFolders.RootOf(dataPath), "Library", "Saccade");

        private static PackageInfo? Find() => PackageInfo.FindForAssembly(typeof(PackageFolder).Assembly);
    }
}
