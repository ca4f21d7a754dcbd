using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Saccade.Files;
using Saccade.Preprocessing;

namespace Saccade.Training.Checkpoints
{
    /// <summary>Tells what people point to in place of a model folder, and what to do with it.</summary>
    internal static partial class MistakenFolder
    {
        private const string AdapterConfig = "adapter_config.json";

        private static readonly string[] PickleEndings = [".bin", ".pt", ".pth", ".ckpt"];
        private static readonly string[] OtherEndings = [".h5", ".msgpack"];

        /// <summary>Refuses what holds no <c>config.json</c>.</summary>
        /// <param name="directory">What was named as a model folder.</param>
        /// <exception cref="ModelFileException">It holds none; the message says what it is instead, where that can be told.</exception>
        internal static void RequireConfig(string directory)
        {
            if (!File.Exists(Path.Combine(directory, ModelLayout.Config)))
            {
                throw new ModelFileException(
                    ExplainMissingFolder(directory)
                    ?? ExplainContent(directory)
                    ?? $"{Path.Combine(directory, ModelLayout.Config)}: the file is missing. Point to a folder that holds a whole model; "
                        + "`saccade pull` fetches one.");
            }

        }

        /// <summary>Refuses a folder with <c>config.json</c> but no preprocessing, where it can be told why that is missing.</summary>
        /// <param name="directory">The folder.</param>
        /// <exception cref="ModelFileException">The message says what the folder is.</exception>
        internal static void RequirePreprocessing(string directory)
        {
            var rule = Path.Combine(directory, ModelLayout.Preprocessor);
            if (File.Exists(rule))
            {
                return;
            }

            if (!WeightFiles.Exist(directory) && ExplainContent(directory) is { } explanation)
            {
                throw new ModelFileException(explanation);
            }

            // A trainer of Hugging Face's writes the weights every so many steps, and seldom the preprocessing.
            if (StepOf(directory) is not null)
            {
                throw new ModelFileException(
                    $"{rule}: the file is missing, as in most checkpoints of a trainer. Copy it from the model that training started "
                    + "from.");
            }
        }

        /// <summary>Why a folder with <c>config.json</c> has no weights that can be read; null where that can't be told.</summary>
        internal static string? ExplainContent(string directory)
        {
            if (!Directory.Exists(directory))
            {
                return null;
            }

            var files = Directory.EnumerateFiles(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal).ToArray();
            var inGraphs = Path.Combine(directory, ModelLayout.GraphFolder);
            string[] graphs = Directory.Exists(inGraphs) ? [.. Directory.EnumerateFiles(inGraphs).Order(StringComparer.Ordinal)] : [];
            string? Find(string[] endings) =>
                Array.Find(files, file => endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase));

            if (files.Contains(AdapterConfig))
            {
                return $"{directory}: holds an adapter ({AdapterConfig}), which changes the weights of another model and is none alone. "
                    + "Merge the two in Python with merge_and_unload(), and save_pretrained() the result.";
            }

            if (FindCheckpoint(directory) is { } checkpoint)
            {
                return $"{directory}: holds a trainer's checkpoints, not one model. Point to one of them, such as {checkpoint}.";
            }

            if (Find(PickleEndings) is { } pickle)
            {
                return $"{directory}: holds {pickle}, a pickle, which may run code when read and is never opened, and no "
                    + $"{ModelLayout.Weights}. Convert it in Python with save_pretrained(DIR, safe_serialization=True), or let "
                    + "`saccade pull` fetch the model.";
            }

            if (Find(OtherEndings) is { } other)
            {
                return $"{directory}: holds {other}, the weights of another framework, and no {ModelLayout.Weights}. Convert it in Python "
                    + "with from_pretrained(DIR, from_tf=True or from_flax=True).save_pretrained(DIR).";
            }

            var graph = Find([ModelLayout.GraphEnding])
                ?? graphs.Select(path => Path.GetFileName(path)).FirstOrDefault(file => file.EndsWith(ModelLayout.GraphEnding));
            return graph is null
                ? null
                : $"{directory}: of the model itself holds {graph} alone. An ONNX file can classify, but for this "
                    + $"{ModelLayout.Config} and {ModelLayout.Weights} are needed; `saccade pull` fetches them.";
        }

        private static string? ExplainMissingFolder(string path)
        {
            if (File.Exists(path))
            {
                var folder = Path.GetDirectoryName(path);
                return $"{path}: is a file, expected the folder that holds {ModelLayout.Config}: "
                    + $"{(string.IsNullOrEmpty(folder) ? "." : folder)}, perhaps.";
            }

            if (Directory.Exists(path))
            {
                return null;
            }

            // The name is as it was typed or already a whole path.
            var typed = Path.GetRelativePath(Environment.CurrentDirectory, path).Replace('\\', '/');
            return HubForm().IsMatch(typed)
                ? $"{path}: no such folder. If '{typed}' is a model of the Hugging Face hub, fetch it first: saccade pull {typed}, "
                    + $"which writes the folder {typed[(typed.IndexOf('/') + 1)..]}."
                : $"{path}: no such folder, expected one that holds {ModelLayout.Config}.";
        }

        private static string? FindCheckpoint(string directory) => Directory.EnumerateDirectories(directory)
                .Where(folder => StepOf(folder) is not null && File.Exists(Path.Combine(folder, ModelLayout.Config)))
                .MaxBy(StepOf);

        // The optimiser step that a trainer names a checkpoint's folder by.
        private static long? StepOf(string folder)
        {
            var match = CheckpointForm().Match(Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)));
            return match.Success ? long.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;
        }

        [GeneratedRegex(@"^checkpoint-([0-9]{1,18})\z", RegexOptions.CultureInvariant)]
        private static partial Regex CheckpointForm();

        [GeneratedRegex(@"^(?!\.)[A-Za-z0-9._-]{1,96}/(?!\.)[A-Za-z0-9._-]{1,96}\z", RegexOptions.CultureInvariant)]
        private static partial Regex HubForm();
    }
}
