using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Models.Families;
using Saccade.Preprocessing;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Checkpoints
{
    /// <summary>Moves weights between a model and safetensors files.</summary>
    public static class Checkpoint
    {
        /// <summary>Reads a model's weights.</summary>
        /// <param name="model">The model, whose configuration decides every shape.</param>
        /// <param name="path">
        /// The model folder, whose weights may be in one file or in shards, or one file. Base checkpoints, whose names lack the
        /// family's prefix, are understood too, and timm's names where the configuration is timm's.
        /// </param>
        /// <param name="newHead">Whether the head keeps the weights it was initialised with, whatever the file holds.</param>
        /// <returns>What was taken, what stayed new, and what found no place.</returns>
        /// <exception cref="InvalidDataException">
        /// A file is missing or damaged, lacks a weight, or has one whose shape contradicts the configuration or that the model
        /// has no block for. The model may be partly loaded then.
        /// </exception>
        /// <exception cref="IOException">A file can't be read.</exception>
        public static LoadReport Load(ImageClassifier model, string path, bool newHead)
        {
            using var frozen = no_grad();
            return Match(model, path, newHead, (parameter, stored) =>
            {
                using var elements = tensor(stored.Read(), parameter.shape);
                parameter.copy_(elements);
            });
        }

        /// <summary>Says what <see cref="Load"/> would do, without reading a weight.</summary>
        /// <param name="model">The model, whose configuration decides every shape; it may be of shapes alone.</param>
        /// <param name="path">The model folder or file, as in <see cref="Load"/>.</param>
        /// <param name="newHead">Whether the head would be new.</param>
        /// <returns>What would be taken, what would stay new, and what finds no place.</returns>
        /// <exception cref="InvalidDataException">As in <see cref="Load"/>.</exception>
        public static LoadReport Inspect(ImageClassifier model, string path, bool newHead) => Match(model, path, newHead, (_, _) => { });

        /// <summary>Counts the classes that a checkpoint's head tells apart.</summary>
        /// <param name="path">The model folder or file, as in <see cref="Load"/>.</param>
        /// <param name="config">The configuration beside it.</param>
        /// <returns>C, or 0 for a backbone without a head.</returns>
        /// <exception cref="InvalidDataException">A file is missing or damaged.</exception>
        public static int CountClasses(string path, ModelConfig config)
        {
            using var weights = WeightFiles.Open(path);
            var heads = ModelFamily.All.SelectMany(family => family.HeadNames).Distinct().ToArray();
            var names = heads.Select(name => $"{name}.weight").Concat(heads.Select(name => $"{name}.{Head.OutputName}.weight"));
            var stored = Translate(weights, config);
            var head = names.Select(name => stored.GetValueOrDefault(name)).FirstOrDefault(tensor => tensor is { Shape.Count: 2 });
            return head is null ? 0 : checked((int)head.Shape[0]);
        }

        /// <summary>Writes a model's weights, complete or not at all.</summary>
        /// <param name="model">The model.</param>
        /// <param name="path">The file; an existing one is replaced.</param>
        /// <exception cref="IOException">The file can't be written.</exception>
        public static void Save(ImageClassifier model, string path) => SafetensorsWriter.Write(
                path,
                model.named_parameters().Select(
                    named => new SafetensorsTensor(named.name, named.parameter.shape, () => ReadSingles(named.parameter))));

        /// <summary>Copies a tensor's elements in row-major order.</summary>
        /// <param name="tensor">Any tensor of singles, with or without gradient.</param>
        internal static float[] ReadSingles(Tensor tensor)
        {
            using var scope = NewDisposeScope();
            return tensor.detach().cpu().contiguous().data<float>().ToArray();
        }

        private static LoadReport Match(ImageClassifier model, string path, bool newHead, Action<Tensor, StoredTensor> take)
        {
            using var weights = WeightFiles.Open(path);
            var stored = Translate(weights, model.Config);
            var taken = new List<string>();
            var kept = new List<string>();
            var used = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (name, parameter) in model.named_parameters())
            {
                if (newHead && model.IsHead(name))
                {
                    kept.Add(name);
                    continue;
                }

                var source = Find(stored, name, parameter, weights.Path);
                take(parameter, source);
                used.Add(source.Source);
                taken.Add(name);
            }

            var unused = weights.Entries.Keys.Where(name => !used.Contains(name)).Order(StringComparer.Ordinal).ToArray();
            RefuseUnusedOfBackbone(unused, model.Config, weights.Path);
            return new LoadReport(taken, kept, unused);
        }

        private static Dictionary<string, StoredTensor> Translate(WeightFiles weights, ModelConfig config) =>
            config.IsTimm ? TimmNames.Translate(weights, config) : HubNames.Translate(weights, config);

        private static StoredTensor Find(Dictionary<string, StoredTensor> stored, string name, Tensor parameter, string path)
        {
            if (!stored.TryGetValue(name, out var tensor))
            {
                throw new InvalidDataException(
                    $"{path}: tensor '{name}' is missing. Point to the weights that belong to the config.json beside them.");
            }

            return tensor.Shape.SequenceEqual(parameter.shape)
                ? tensor
                : throw new InvalidDataException(
                    $"{path}: tensor '{tensor.Source}' is [{string.Join(", ", tensor.Shape)}], but config.json asks for "
                    + $"[{string.Join(", ", parameter.shape)}]. Point to the weights and the config.json of one model.");
        }

        // A pooler or a mask token is of no use to a classifier. But what lies inside of the backbone would change what it computes.
        private static void RefuseUnusedOfBackbone(string[] unused, ModelConfig config, string path)
        {
            bool Changes(string name) => config.IsTimm
                    ? !name.StartsWith(PlainVitNames.TimmHead, StringComparison.Ordinal) && name != PlainVitNames.MaskToken
                    : name.Contains($"{PlainVitNames.Layers}.", StringComparison.Ordinal)
                        || (name.Contains($"{PlainVitNames.Embeddings}.", StringComparison.Ordinal)
                            && !name.EndsWith(PlainVitNames.MaskToken, StringComparison.Ordinal));

            if (Array.Find(unused, Changes) is { } name)
            {
                throw new InvalidDataException(
                    $"{path}: tensor '{name}' has no place in the model that config.json describes (model_type {config.ModelType}, "
                    + $"{config.Layers} layers). Point to the weights and the config.json of one model.");
            }
        }
    }
}
