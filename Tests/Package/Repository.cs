using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;

namespace Saccade.Package.Tests
{
    /// <summary>The package under test: the folder in which these tests were built.</summary>
    internal static class Repository
    {
        public static string Root { get; } = FindRoot();

        /// <summary>Full paths of all files with this ending, build output and version control left out.</summary>
        public static IReadOnlyList<string> Files(string pattern) =>
            Directory.EnumerateDirectories(Root)
                .Where(folder => Path.GetFileName(folder) is not (".artifacts" or ".git" or "saccade-demo"))
                .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
                .Concat(Directory.EnumerateFiles(Root, pattern))
                .Order(StringComparer.Ordinal)
                .ToArray();

        public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

        public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

        public static JObject ReadJson(string path) => JObject.Parse(Read(path));

        private static string FindRoot()
        {
            for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder != null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Saccade.slnx")))
                {
                    return folder.FullName;
                }
            }

            throw new DirectoryNotFoundException(
                $"{AppContext.BaseDirectory}: no folder above holds Saccade.slnx. Run the tests from the repository's own build output.");
        }
    }
}
