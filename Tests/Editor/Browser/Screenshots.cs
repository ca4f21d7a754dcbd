using System;
using System.IO;

namespace Saccade.Editor.Tests.Browser
{
    /// <summary>Where the pictures of the pages lie, for people to look at: .artifacts/editor.</summary>
    internal static class Screenshots
    {
        private const string Artifacts = ".artifacts";

        /// <summary>The file of a picture.</summary>
        /// <param name="name">Its name, without extension.</param>
        internal static string Path(string name)
        {
            string folder = AppContext.BaseDirectory;
            int end = folder.LastIndexOf(Artifacts, StringComparison.Ordinal);
            string root = end < 0 ? folder : folder[..(end + Artifacts.Length)];
            return Directory.CreateDirectory(System.IO.Path.Combine(root, "editor")).FullName + System.IO.Path.DirectorySeparatorChar + name + ".png";
        }
    }
}
