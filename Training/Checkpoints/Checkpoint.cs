using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Checkpoints
{
    /// <summary>Moves weights between a model and a safetensors file.</summary>
    public static class Checkpoint
    {
        private const string BackbonePrefix = "vit.";
        private const string HeadPrefix = "classifier.";

        /// <summary>Reads a model's weights.</summary>
        /// <param name="model">The model, whose configuration decides every shape.</param>
        /// <param name="path">The file. Base checkpoints, whose names lack the <c>vit.</c> in front, are understood too.</param>
        /// <param name="newHead">Whether the head keeps the weights it was initialised with, whatever the file holds.</param>
        /// <returns>What was taken, what stayed new, and what found no place.</returns>
        /// <exception cref="InvalidDataException">
        /// The file is damaged, lacks a weight, or has one whose shape contradicts the configuration. The model may be partly loaded then.
        /// </exception>
        /// <exception cref="IOException">The file can't be read.</exception>
        public static LoadReport Load(ImageClassifier model, string path, bool newHead)
        {
            using var file = SafetensorsFile.Open(path);
            using var frozen = no_grad();
            var isBase = !file.Entries.Keys.Any(name => name.StartsWith(BackbonePrefix, StringComparison.Ordinal));
            var taken = new List<string>();
            var kept = new List<string>();
            var used = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (name, parameter) in model.named_parameters())
            {
                if (newHead && name.StartsWith(HeadPrefix, StringComparison.Ordinal))
                {
                    kept.Add(name);
                    continue;
                }

                var stored = isBase && name.StartsWith(BackbonePrefix, StringComparison.Ordinal) ? name[BackbonePrefix.Length..] : name;
                if (!file.Entries.TryGetValue(stored, out var entry))
                {
                    throw new InvalidDataException(
                        $"{path}: tensor '{stored}' is missing. Point to the weights that belong to the config.json beside them.");
                }

                if (!entry.Shape.SequenceEqual(parameter.shape))
                {
                    throw new InvalidDataException(
                        $"{path}: tensor '{stored}' is [{string.Join(", ", entry.Shape)}], but config.json asks for "
                        + $"[{string.Join(", ", parameter.shape)}]. Point to the weights and the config.json of one model.");
                }

                using var weights = tensor(file.ReadSingles(stored), parameter.shape);
                parameter.copy_(weights);
                used.Add(stored);
                taken.Add(name);
            }

            return new LoadReport(
                taken, kept, file.Entries.Keys.Where(name => !used.Contains(name)).Order(StringComparer.Ordinal).ToArray());
        }

        /// <summary>Writes a model's weights, complete or not at all.</summary>
        /// <param name="model">The model.</param>
        /// <param name="path">The file; an existing one is replaced.</param>
        /// <exception cref="IOException">The file can't be written.</exception>
        public static void Save(ImageClassifier model, string path)
        {
            SafetensorsWriter.Write(
                path,
                model.named_parameters().Select(
                    named => new SafetensorsTensor(named.name, named.parameter.shape, () => ReadSingles(named.parameter))));
        }

        /// <summary>Copies a tensor's elements in row-major order.</summary>
        /// <param name="tensor">Any tensor of singles, with or without gradient.</param>
        internal static float[] ReadSingles(Tensor tensor)
        {
            using var scope = NewDisposeScope();
            return tensor.detach().contiguous().data<float>().ToArray();
        }
    }
}
