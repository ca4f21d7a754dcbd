using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Saccade.Tools;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>That names work on every system and mean to Unity only what they should.</summary>
    internal static partial class NameRules
    {
        private const int LongestPath = 140;

        // What Unity takes for a plugin: libraries, and sources that it hands to a platform's compiler.
        private static readonly HashSet<string> PluginEndings = new(StringComparer.OrdinalIgnoreCase)
        {
            ".dll", ".so", ".dylib", ".pdb", ".mdb", ".exe", ".a", ".lib", ".bundle", ".framework", ".aar", ".jar", ".winmd", ".nupkg",
            ".rpl", ".suprx",
            ".c", ".cc", ".cpp", ".h", ".hpp", ".m", ".mm", ".swift", ".java", ".kt", ".jslib", ".jspre", ".bc", ".androidlib",
        };

        // Folders that mean something to Unity wherever they lie, and that no part of the package uses.
        private static readonly HashSet<string> SpecialFolders = new(StringComparer.OrdinalIgnoreCase)
        {
            "Editor Default Resources", "Gizmos", "StreamingAssets", "Standard Assets", "Pro Standard Assets", "WebGLTemplates", "Assets",
            "Packages", "ProjectSettings", "Hidden Assets",
        };

        /// <summary>One line for each thing that is wrong.</summary>
        public static IEnumerable<string> Findings(string root)
        {
            var everything = Directory.EnumerateFileSystemEntries(root, "*", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)
                .ToArray();
            return everything.SelectMany(Portability)
                .Concat(everything.GroupBy(path => path, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)
                    .Select(group => $"{string.Join(", ", group)}: differ only in case."))
                .Concat(everything.Where(path => File.ResolveLinkTarget(Path.Combine(root, path), returnFinalTarget: false) != null)
                    .Select(path => $"{path}: is a link, which Unity's Package Manager and Windows don't unpack."))
                .Concat(everything.SelectMany(path => Plugins(root, path)))
                .Concat(PackageTree.Entries(root).SelectMany(SpecialNames));
        }

        private static IEnumerable<string> Portability(string path)
        {
            if (path.Length > LongestPath)
            {
                yield return $"{path}: is {path.Length} characters long; in a project's folder more than {LongestPath} is too much for "
                    + "Windows.";
            }

            if (ImpossibleOnWindows().IsMatch(path))
            {
                yield return $"{path}: is no possible name on Windows.";
            }
        }

        private static IEnumerable<string> Plugins(string root, string path)
        {
            var parts = path.Split('/');
            if (PluginEndings.Contains(Path.GetExtension(path)) && !parts.SkipLast(1).Contains("Plugins"))
            {
                yield return $"{path}: is a plugin to Unity, outside of a folder Plugins.";
            }

            if (parts[^1] is "bin" or "obj" or "node_modules" && Directory.Exists(Path.Combine(root, path)))
            {
                yield return $"{path}: is a folder of build output.";
            }
        }

        private static IEnumerable<string> SpecialNames(PackageEntry entry)
        {
            var parts = entry.Path.Split('/');
            var name = parts[^1];
            if (entry.IsFolder && SpecialFolders.Contains(name))
            {
                yield return $"{entry.Path}: has a name by which Unity does something special.";
            }

            if (entry.IsFolder && parts.Length > 1 && name.Equals("Editor", StringComparison.OrdinalIgnoreCase) && parts[0] != "Editor")
            {
                yield return $"{entry.Path}: is a folder for the editor inside of what isn't.";
            }

            var resources = Array.FindIndex(parts, part => part.Equals("Resources", StringComparison.OrdinalIgnoreCase));
            if (resources >= 0 && parts[0] is not ("Runtime" or PackageTree.SamplesFolder))
            {
                yield return $"{entry.Path}: would be in every player, as all in folders Resources is.";
            }
            else if (resources >= 0 && resources + 1 < parts.Length && parts[resources + 1] != "Saccade" && name != "Saccade.meta")
            {
                yield return $"{entry.Path}: could be mistaken for another package's resource; put it under Resources/Saccade.";
            }

            if (resources >= 0 && !entry.IsFolder && Path.GetExtension(name) is not (".shader" or ".compute" or ".bytes"))
            {
                yield return $"{entry.Path}: would be in every player, but no player loads such a file: keep shaders and .bytes there.";
            }

            if (name.Equals("link.xml", StringComparison.OrdinalIgnoreCase))
            {
                yield return $"{entry.Path}: Unity reads no link.xml of a package.";
            }

            if (Path.GetExtension(name) is ".asset" or ".unity" or ".unitypackage")
            {
                yield return $"{entry.Path}: an asset that only Unity can make has no place in a package made without it.";
            }
        }

        [GeneratedRegex(@"[<>:""\\|?*\x00-\x1f]|[. ](/|$)|(^|/)(con|prn|aux|nul|com\d|lpt\d)(\.[^/]*)?(/|$)", RegexOptions.IgnoreCase)]
        private static partial Regex ImpossibleOnWindows();
    }
}
