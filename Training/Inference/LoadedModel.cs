using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Models;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using Saccade.Training.ModelFolders;
using Saccade.Training.Naming;

namespace Saccade.Training.Inference
{
    /// <summary>A model folder that can classify: by its weights or, where it holds nothing else, by its ONNX file alone.</summary>
    internal sealed class LoadedModel : IDisposable
    {
        private readonly ModelFacts? _facts;
        private readonly ExportedModel? _graph;
        private readonly bool _owns;

        /// <param name="weights">The model with its weights, which stays the caller's.</param>
        internal LoadedModel(PretrainedModel weights)
            : this(weights, ModelOutputs.Torch, owns: false)
        {
        }

        private LoadedModel(PretrainedModel weights, string backend, bool owns)
        {
            Directory = weights.Folder.Directory;
            Backend = backend;
            Weights = weights;
            Labels = weights.Labels;
            _owns = owns;
        }

        private LoadedModel(string directory, ModelFacts facts, ExportedModel graph)
        {
            Directory = directory;
            Backend = ModelOutputs.Onnx;
            _facts = facts;
            _graph = graph;
            _owns = true;
            Labels = FindLabels();
        }

        /// <summary>The folder.</summary>
        internal string Directory { get; }

        /// <summary>What computes: <see cref="ModelOutputs.Torch"/> or <see cref="ModelOutputs.Onnx"/>.</summary>
        internal string Backend { get; }

        /// <summary>The model with its weights; null where the folder has none.</summary>
        internal PretrainedModel? Weights { get; }

        /// <summary>The ONNX file that stands for the weights; null where there are weights.</summary>
        internal ExportedModel? Graph => _graph;

        /// <summary>
        /// What <c>config.json</c> says of a Vision Transformer; null for another family, which only an ONNX file can be of.
        /// </summary>
        internal ModelConfig? Config => Weights is { } weights ? weights.Folder.ModelConfig : _facts!.Config;

        /// <summary>How a picture becomes the model's input.</summary>
        internal PreprocessingRule Rule => Weights is { } weights ? weights.Folder.Rule : _facts!.Rule;

        /// <summary>The class names in the order of the logits; none without a head.</summary>
        internal IReadOnlyList<string> Labels { get; }

        /// <summary>Whether each class has a probability of its own, see <see cref="ProblemTypes.HasIndependentClasses"/>.</summary>
        internal bool HasIndependentClasses => ProblemTypes.HasIndependentClasses(
            Config is { } config ? config.ProblemType : _facts!.ProblemType, Labels.Count);

        /// <summary>The size of the picture that the model is fed.</summary>
        internal (int Height, int Width) PictureSize => Weights is { } weights
            ? OnnxExporter.FindPictureSize(weights.Folder.ModelConfig, weights.Folder.Rule)
            : (_facts!.InputHeight, _facts.InputWidth);

        /// <summary>The size of a patch; all of the picture where the family is not known.</summary>
        internal (int Height, int Width) PatchSize => Config is { } config ? (config.PatchHeight, config.PatchWidth) : PictureSize;

        /// <summary>Loads a model folder.</summary>
        /// <param name="directory">The folder.</param>
        /// <param name="backend">What shall compute, see <see cref="ModelOutputs"/>.</param>
        /// <exception cref="ModelFileException">A JSON file is missing or wrong, or its labels aren't as many as the logits.</exception>
        /// <exception cref="InvalidDataException">The weights are missing, damaged, or contradict the configuration.</exception>
        /// <exception cref="ExportException">There are no weights, and ONNX Runtime refuses the ONNX file.</exception>
        internal static LoadedModel Load(string directory, string backend)
        {
            MistakenFolder.RequireConfig(directory);
            var isAuto = backend == ModelOutputs.Auto;
            if (WeightFiles.Exist(directory) || FindGraph(directory) is not { } path)
            {
                return new LoadedModel(PretrainedModel.Load(directory), isAuto ? ModelOutputs.Torch : backend, owns: true);
            }

            return backend == ModelOutputs.Torch
                ? throw new TrainingException(
                    $"{directory}: there are no weights, only {Path.GetRelativePath(directory, path)}, and torch computes from weights. "
                    + "Leave --backend torch out.")
                : LoadGraph(directory, path);
        }

        /// <summary>The ONNX file of a folder, where Saccade, Optimum or transformers.js put it; null where there is none.</summary>
        /// <param name="directory">The folder.</param>
        internal static string? FindGraph(string directory) => new[] { ModelLayout.Graph, ModelLayout.GraphFile }
            .Select(file => Path.Combine(directory, file))
            .FirstOrDefault(File.Exists);

        /// <summary>Makes ready what computes.</summary>
        /// <param name="note">Told what takes time.</param>
        internal IModelOutputs Open(Action<string> note) => Weights is { } weights
            ? ModelOutputs.Open(Backend, weights, note)
            : new GraphOutputs(_graph!, PatchSize);

        public void Dispose()
        {
            _graph?.Dispose();
            if (_owns)
            {
                Weights?.Dispose();
            }
        }

        private static LoadedModel LoadGraph(string directory, string path)
        {
            var (config, rule) = (Path.Combine(directory, ModelLayout.Config), Path.Combine(directory, ModelLayout.Preprocessor));
            var facts = ModelFacts.Parse(JsonFile.ReadText(config), config, File.Exists(rule) ? JsonFile.ReadText(rule) : null, rule);
            var graph = ExportedModel.Open(path);
            try
            {
                GraphOutputs.RequireInput(graph, facts);
                return new LoadedModel(directory, facts, graph);
            }
            catch
            {
                graph.Dispose();
                throw;
            }
        }

        // Where the configuration names none they are called as in transformers.
        private string[] FindLabels()
        {
            var classes = CountClasses();
            var labels = _facts!.Labels.Count == 0 ? Enumerable.Range(0, classes).Select(index => $"LABEL_{index}") : _facts.Labels;
            if (classes > 0 && labels.Count() != classes)
            {
                throw new ModelFileException(
                    $"{Path.Combine(Directory, ModelLayout.Config)}: there are {labels.Count()} labels, but {_graph!.Path} gives {classes} "
                    + "logits. Point to the config.json and the ONNX file of one model.");
            }

            if (_graph!.Metadata.Labels is { } exported && !exported.SequenceEqual(labels, ClassName.Comparer))
            {
                throw OnnxOutputs.OtherClasses(_graph.Path, exported, Directory);
            }

            return classes > 0 ? labels.ToArray() : [];
        }

        private int CountClasses()
        {
            if (!_graph!.Outputs.Contains(OnnxNames.Logits))
            {
                return 0;
            }

            // An export with symbolic dimensions tells only by running.
            var (height, width) = PictureSize;
            using var outputs = new GraphOutputs(_graph, PatchSize);
            using var black = TorchSharp.torch.zeros(1, PreprocessingRule.Channels, height, width);
            return (int)outputs.Compute(black, [OnnxNames.Logits])[OnnxNames.Logits].Shape[^1];
        }
    }
}
