using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Saccade.Training.Checkpoints;
using Saccade.Training.Files;
using Saccade.Training.Fitting;
using static TorchSharp.torch;

namespace Saccade.Training.Runs
{
    /// <summary>Keeps a run's state in files that are either complete or as they were.</summary>
    /// <remarks>
    /// <c>last.safetensors</c> holds the trained weights and the optimiser's state, and as metadata how far the run has come and how
    /// long its logs were: one file, so its parts always fit each other. <c>best.safetensors</c> holds the best epoch's trained weights.
    /// It may be newer than the other; a run that goes on then makes the same one again.
    /// </remarks>
    /// <param name="directory">The folder.</param>
    /// <param name="parameters">The trained parameters.</param>
    /// <param name="mark">Makes the logs safe and says how long they are.</param>
    /// <param name="averages">The parameters' running average, which is what a model gets of them; null for none.</param>
    internal sealed class CheckpointFolder(
        string directory,
        IReadOnlyList<TrainedParameter> parameters,
        Func<IReadOnlyDictionary<string, long>> mark,
        AveragedWeights? averages = null) : ITrainingStore
    {
        private const string StateKey = "state";
        private const string LogsKey = "logs";
        private const string WeightPrefix = "weight/";
        private const string AveragePrefix = "average/";

        private const string LastFile = "last.safetensors";
        private const string BestFile = "best.safetensors";

        private string Last => Path.Combine(directory, LastFile);

        private IEnumerable<(string Name, Tensor Value)> Weights =>
            parameters.Select(parameter => (WeightPrefix + parameter.Name, (Tensor)parameter.Value));

        private IEnumerable<(string Name, Tensor Value)> Averages =>
            averages?.State.Select(average => (AveragePrefix + average.Name, average.Value)) ?? [];

        /// <summary>How long the logs were when the run was stored; empty if it was not.</summary>
        /// <param name="directory">The folder.</param>
        /// <exception cref="InvalidDataException">The file is damaged.</exception>
        internal static IReadOnlyDictionary<string, long> ReadLogLengths(string directory)
        {
            var path = Path.Combine(directory, LastFile);
            if (!File.Exists(path))
            {
                return new Dictionary<string, long>();
            }

            using var file = SafetensorsFile.Open(path);
            return Parse<Dictionary<string, long>>(file, LogsKey);
        }

        public void Save(TrainingState state, AdamW optimizer) =>
            Write(Last, Weights.Concat(optimizer.State).Concat(Averages), () => new Dictionary<string, string>
            {
                [StateKey] = JsonSerializer.Serialize(state, JsonLine.Options),
                [LogsKey] = JsonSerializer.Serialize(mark(), JsonLine.Options),
            });

        public void SaveBest() => Write(Path.Combine(directory, BestFile), Weights, () => []);

        /// <summary>Brings weights and optimiser to where the run was stored.</summary>
        /// <returns>How far the run had come; its beginning when it was never stored.</returns>
        /// <exception cref="InvalidDataException">The file is damaged or of another model.</exception>
        internal TrainingState Load(AdamW optimizer)
        {
            if (Directory.Exists(directory))
            {
                // What a run that died was writing. With the default options the pattern matches the whole files too.
                foreach (var path in Directory.EnumerateFiles(directory, "*.safetensors.*", new EnumerationOptions()).ToArray())
                {
                    File.Delete(path);
                }
            }

            if (!File.Exists(Last))
            {
                return new TrainingState();
            }

            using var file = SafetensorsFile.Open(Last);
            LoadWeights(file, WeightPrefix);
            foreach (var (name, value) in optimizer.State.Concat(Averages))
            {
                Copy(file, name, value);
            }

            return Parse<TrainingState>(file, StateKey);
        }

        /// <summary>Gives the parameters the best epoch's weights, averaged where an average is kept.</summary>
        /// <exception cref="IOException">The file is missing or can't be read.</exception>
        /// <exception cref="InvalidDataException">The file is damaged or of another model.</exception>
        internal void LoadBest() => LoadWeights(BestFile, WeightPrefix);

        /// <summary>Gives the parameters the weights stored last, averaged where an average is kept.</summary>
        /// <exception cref="IOException">The file is missing or can't be read.</exception>
        /// <exception cref="InvalidDataException">The file is damaged or of another model.</exception>
        internal void LoadLast() => LoadWeights(LastFile, averages is null ? WeightPrefix : AveragePrefix);

        private static void Copy(SafetensorsFile file, string name, Tensor target)
        {
            if (!file.Entries.TryGetValue(name, out var entry) || !entry.Shape.SequenceEqual(target.shape))
            {
                throw new InvalidDataException(
                    $"{file.Path}: tensor '{name}' is missing or has another shape than the model's. Start the run again with --force.");
            }

            using var frozen = no_grad();
            using var elements = tensor(file.ReadSingles(name), target.shape);
            target.copy_(elements);
        }

        private static T Parse<T>(SafetensorsFile file, string key)
        {
            try
            {
                return JsonSerializer.Deserialize<T>(file.Metadata.GetValueOrDefault(key, ""), JsonLine.Options)
                    ?? throw new JsonException("expected an object.");
            }
            catch (JsonException error)
            {
                throw new InvalidDataException($"{file.Path}: '{key}' can't be read. Start the run again with --force.", error);
            }
        }

        private void LoadWeights(string name, string prefix)
        {
            using var file = SafetensorsFile.Open(Path.Combine(directory, name));
            LoadWeights(file, prefix);
        }

        private void LoadWeights(SafetensorsFile file, string prefix)
        {
            foreach (var parameter in parameters)
            {
                Copy(file, prefix + parameter.Name, parameter.Value);
            }
        }

        private void Write(string path, IEnumerable<(string Name, Tensor Value)> tensors, Func<Dictionary<string, string>> describe)
        {
            try
            {
                Directory.CreateDirectory(directory);
                SafetensorsWriter.Write(
                    path,
                    tensors.Select(named => new SafetensorsTensor(
                        named.Name, named.Value.shape, () => Checkpoint.ReadSingles(named.Value))),
                    describe());
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                throw new TrainingException(
                    $"{path}: the checkpoint can't be written. {error.Message.TrimEnd('.')}. The one before it is whole: free some "
                    + "space and go on with --resume.",
                    error);
            }
        }
    }
}
