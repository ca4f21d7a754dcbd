using System;
using System.IO;

namespace Saccade.Editor.Tests.Browser
{
    /// <summary>What was built, and where the pictures of the pages lie, for people to look at: .artifacts/editor.</summary>
    internal static class Artifacts
    {
        private const string Folder = ".artifacts";

        /// <summary>The editor's program as ./saccade editor starts it.</summary>
        internal static string Editor => Path.Combine(Root, "bin", "Saccade.Host.Editor", "release", "Saccade.Host.Editor.dll");

        private static string Root
        {
            get
            {
                var folder = AppContext.BaseDirectory;
                return folder[..(folder.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)];
            }
        }

        /// <summary>The file of a picture of a page.</summary>
        /// <param name="name">Its name, without extension.</param>
        internal static string Screenshot(string name) =>
            Path.Combine(Directory.CreateDirectory(Path.Combine(Root, "editor")).FullName, name + ".png");
    }
}
