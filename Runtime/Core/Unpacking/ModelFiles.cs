using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Unpacking
{
    /// <summary>
    /// Which files of a model folder the running scene needs: not the weights for training, not what a training left, not the graph's
    /// other variants.
    /// </summary>
    internal static class ModelFiles
    {
        private const string GraphFolder = ModelLayout.GraphFolder + "/";

        // Beyond this much, files that grow a hundredfold are no weights but made to fill a disk.
        private const long Harmless = 16L << 20;
        private const long MaximumGrowth = 100;
        private const long MaximumLength = 16L << 30;

        /// <summary>Chooses the files that are needed.</summary>
        /// <param name="names">All files, relative to the model folder, with forward slashes.</param>
        /// <param name="graph">The ONNX file that is the model; null for the one that the names tell.</param>
        /// <returns>Those that are needed, in the order of their names.</returns>
        public static List<string> Choose(IEnumerable<string> names, string? graph = null)
        {
            var sorted = names.ToList();
            sorted.Sort(StringComparer.Ordinal);
            graph ??= FindGraph(sorted);
            var variants = sorted
                .Where(name => name.StartsWith(GraphFolder, StringComparison.Ordinal) && IsGraph(name) && name != graph)
                .Select(name => name.Substring(0, name.Length - ModelLayout.GraphEnding.Length))
                .ToArray();
            return sorted
                .Where(name => name == ModelLayout.Config || name == graph || name == ModelLayout.Preprocessor || IsLabels(name)
                    || IsOutsideData(name, graph, variants))
                .ToList();
        }

        /// <summary>The ONNX file that is the model, as far as names tell; null where there is none or several could be.</summary>
        /// <param name="names">Files relative to the model folder, with forward slashes.</param>
        public static string? FindGraph(IEnumerable<string> names) => GraphNames.FindPlain(names.ToArray());

        /// <summary>Chooses the files of a model in an archive, and checks that they can be unpacked without harm.</summary>
        /// <param name="entries">All files below the model's folder.</param>
        /// <param name="folder">What the names of the model's files begin with in the archive: empty, or it ends in a slash.</param>
        /// <param name="archive">What to call the archive in messages.</param>
        /// <returns>The files that are needed, with names relative to the model folder, in the order of the names.</returns>
        /// <exception cref="ModelFileException">A file is missing, or has a name that leads out of the folder, or is much too
        /// large.</exception>
        public static List<ZipEntry> Choose(IReadOnlyList<ZipEntry> entries, string folder, string archive)
        {
            var byName = new Dictionary<string, ZipEntry>(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in entries)
            {
                var name = entry.Name.Substring(folder.Length);
                if (!IsSafe(name))
                {
                    throw new ModelFileException($"{archive}: the file name '{Printable(name)}' leads out of the model's folder or is not "
                        + "portable. Nothing was unpacked. Make the archive with Tools > Saccade > Model Asset….");
                }

                if (byName.ContainsKey(name))
                {
                    throw new ModelFileException(
                        $"{archive}: {name} is in it twice. Make the archive with Tools > Saccade > Model Asset….");
                }

                byName.Add(name, entry.Rename(name));
            }

            var all = byName.Values.Select(entry => entry.Name).ToArray();
            foreach (var required in new[] { ModelLayout.Config, FindGraph(all) ?? ModelLayout.Graph })
            {
                if (!byName.TryGetValue(required, out var found) || found.Name != required)
                {
                    throw new ModelFileException($"{archive}: {folder}{required} is missing in it; {DescribeFound(byName.Keys, folder)}. "
                        + "Make it from a model folder with Tools > Saccade > Model Asset….");
                }
            }

            var chosen = Choose(all).Select(name => byName[name]).ToList();
            CheckSize(chosen, archive);
            return chosen;
        }

        private static void CheckSize(List<ZipEntry> files, string archive)
        {
            long total = 0;
            foreach (var file in files)
            {
                total += file.Length;
                if (file.Length > Harmless && file.Length / MaximumGrowth > file.PackedLength)
                {
                    throw new ModelFileException(
                        $"{archive}: {file.Name} would grow from {file.PackedLength:N0} to {file.Length:N0} bytes, "
                        + $"which is more than {MaximumGrowth}-fold and no model. Nothing was unpacked.");
                }
            }

            if (total > MaximumLength)
            {
                throw new ModelFileException(
                    $"{archive}: the model would have {total:N0} bytes, expected at most {MaximumLength:N0}. Nothing was unpacked.");
            }
        }

        private static bool IsGraph(string name) => name.EndsWith(ModelLayout.GraphEnding, StringComparison.Ordinal);

        private static bool IsLabels(string name) =>
            name.IndexOf('/') < 0 && name.EndsWith(ModelLayout.TextEnding, StringComparison.Ordinal);

        // Weights that a large graph keeps in files of their own lie beside it, under any name; beside config.json lies much else.
        private static bool IsOutsideData(string name, string? graph, string[] variants) => !IsGraph(name)
            && (graph != null && graph.IndexOf('/') < 0
                ? name.StartsWith(graph, StringComparison.Ordinal)
                : name.StartsWith(GraphFolder, StringComparison.Ordinal)
                    && !variants.Any(variant => name.StartsWith(variant + ".", StringComparison.Ordinal)));

        private static bool IsSafe(string name)
        {
            if (name.Length == 0 || name.Length > 200)
            {
                return false;
            }

            foreach (var letter in name)
            {
                if (letter < ' ' || letter == '\uFFFD' || "\\:*?\"<>|".Contains(letter))
                {
                    return false;
                }
            }

            foreach (var part in name.Split('/'))
            {
                // Windows drops a dot or a space at the end, so that "model.onnx." would be another file's name.
                if (part.Length == 0 || part.EndsWith('.') || part.EndsWith(' '))
                {
                    return false;
                }
            }

            return true;
        }

        private static string Printable(string name)
        {
            var shown = name.Length > 80 ? name.Substring(0, 80) + "…" : name;
            return string.Concat(shown.Select(letter => letter < ' ' ? '?' : letter));
        }

        private static string DescribeFound(IEnumerable<string> names, string folder)
        {
            var config = names
                .Where(name => name.EndsWith("/" + ModelLayout.Config, StringComparison.Ordinal))
                .OrderBy(name => name, StringComparer.Ordinal)
                .FirstOrDefault();
            if (config != null)
            {
                return $"there is {folder}{config}, so the model lies in a folder of the archive and not at its root";
            }

            var count = names.Count();
            return count == 0 ? "it holds no file there" : $"it holds {string.Join(", ", names.Take(5))}{(count > 5 ? ", …" : "")}";
        }
    }
}
