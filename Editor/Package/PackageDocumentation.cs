using System;
using System.IO;
using UnityEditor;
using UnityEngine;

namespace Saccade.Editor.Package
{
    /// <summary>The package's guides on this machine.</summary>
    internal static class PackageDocumentation
    {
        private const string Folder = "Documentation~";
        private static readonly string[] Guides = { "quickstart.md", "training.md" };

        /// <summary>Opens the first guide, or says where it should be.</summary>
        internal static void Open()
        {
            var guide = Find(PackageFolder.Path ?? AppContext.BaseDirectory);
            if (guide != null)
            {
                Application.OpenURL(new Uri(guide).AbsoluteUri);
            }
            else
            {
                EditorUtility.DisplayDialog("Documentation", $"The guides lie in the package's folder {Folder}, which wasn't found.", "OK");
            }
        }

        /// <summary>The first guide in a folder or one above it; null where there is none.</summary>
        internal static string? Find(params string[] starts)
        {
            foreach (var start in starts)
            {
                for (var folder = new DirectoryInfo(start); folder != null; folder = folder.Parent)
                {
                    foreach (var guide in Guides)
                    {
                        var path = Path.Combine(folder.FullName, Folder, guide);
                        if (File.Exists(path))
                        {
                            return path;
                        }
                    }
                }
            }

            return null;
        }
    }
}
