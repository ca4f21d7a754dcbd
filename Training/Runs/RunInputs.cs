using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using Saccade.Files;
using Saccade.Training.Data;
using Saccade.Training.Progress;
using static TorchSharp.torch;

namespace Saccade.Training.Runs
{
    /// <summary>What a run reads, so that it doesn't go on with other pictures or another model than it began with.</summary>
    /// <param name="Model">SHA-256 over the starting model's files.</param>
    /// <param name="Data">SHA-256 over the pictures, their classes and splits.</param>
    /// <param name="Pictures">How many pictures there are.</param>
    internal sealed record RunInputs(string Model, string Data, int Pictures)
    {
        /// <summary>Reads every file that a run depends on.</summary>
        internal static RunInputs Read(
            TrainingArguments arguments, DataSet data, Action<string> note, CancellationToken cancellation)
        {
            var pictures = data.Train.Count + data.Validation.Count + data.Test.Count;
            var progress = new SlowProgress(note, "Reading pictures", pictures, TimeProvider.System);
            var contents = DataFingerprint.HashContents(data, get_num_threads(), cancellation, progress.Report);
            return new RunInputs(HashModel(arguments.Model, !arguments.FromScratch), DataFingerprint.Compute(data, contents), pictures)
            {
                Contents = contents,
            };
        }

        /// <summary>SHA-256 of every picture's file, as <see cref="DataFingerprint.HashContents"/> orders them; not written.</summary>
        internal byte[][] Contents { get; private init; } = [];

        /// <summary>Says what is not as it was, or null.</summary>
        internal string? DescribeChange(RunInputs before)
        {
            if (Model != before.Model)
            {
                return "the files of the starting model are other ones than when the run began";
            }

            var counts = Pictures == before.Pictures ? "" : $", {before.Pictures} then and {Pictures} now";
            return Data == before.Data ? null : $"the pictures are other ones than when the run began{counts}";
        }

        /// <summary>SHA-256 over the SHA-256 of each of a model's files.</summary>
        /// <param name="directory">The model folder.</param>
        /// <param name="withWeights">Whether the weights count; from scratch nobody reads them.</param>
        internal static string HashModel(string directory, bool withWeights)
        {
            var weights = withWeights ? Directory.EnumerateFiles(directory, "*.safetensors*") : [];
            string[] descriptions = [ModelLayout.Config, ModelLayout.Preprocessor];
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var files = descriptions.Select(name => Path.Combine(directory, name)).Where(File.Exists);
            foreach (var file in files.Concat(weights.Order(StringComparer.Ordinal)))
            {
                using var stream = File.OpenRead(file);
                hash.AppendData(SHA256.HashData(stream));
            }

            return Convert.ToHexStringLower(hash.GetHashAndReset());
        }
    }
}
