using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json.Linq;
using Saccade.Files;
using Saccade.Inference.Onnx;
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
        private readonly ModelFolder? _folder;
        private readonly ModelFacts? _facts;
        private readonly ExportedModel? _graph;
        private readonly OnnxModel? _mapped;
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

        private LoadedModel(ModelFolder folder, ExportedModel? graph, OnnxModel? mapped)
        {
            Directory = folder.Path;
            Backend = ModelOutputs.Onnx;
            _folder = folder;
            _facts = folder.Facts;
            _graph = graph;
            _mapped = mapped;
            _owns = true;
            Labels = mapped?.Labels ?? FindLabels();
        }

        /// <summary>The folder.</summary>
        internal string Directory { get; }

        /// <summary>What computes: <see cref="ModelOutputs.Torch"/> or <see cref="ModelOutputs.Onnx"/>.</summary>
        internal string Backend { get; }

        /// <summary>The model with its weights; null where the folder has none.</summary>
        internal PretrainedModel? Weights { get; }

        /// <summary>The ONNX file that stands for the weights; null where there are weights.</summary>
        internal GraphSummary? Graph => _folder is null ? null : GraphSummary.Of(_folder.Graph);

        /// <summary>What one should know of the ONNX file though it works; or null.</summary>
        internal string? Notice => _mapped?.Notice ?? _folder?.Notice;

        /// <summary>
        /// What <c>config.json</c> says of a Vision Transformer; null for another family, which only an ONNX file can be of.
        /// </summary>
        internal ModelConfig? Config => Weights is { } weights ? weights.Folder.ModelConfig : _facts!.Config;

        /// <summary>How a picture becomes the model's input.</summary>
        internal PreprocessingRule Rule => Weights is { } weights ? weights.Folder.Rule : _facts!.Rule;

        /// <summary>The class names in the order of the logits; none without a head.</summary>
        internal IReadOnlyList<string> Labels { get; }

        /// <summary>Whether each class has a probability of its own, see <see cref="ProblemTypes.HasIndependentClasses"/>.</summary>
        internal bool HasIndependentClasses => _mapped?.HasIndependentClasses ?? ProblemTypes.HasIndependentClasses(
            Config is { } config ? config.ProblemType : _facts!.ProblemType, Labels.Count);

        /// <summary>The size of the picture that the model is fed.</summary>
        internal (int Height, int Width) PictureSize => Weights is { } weights
            ? OnnxExporter.FindPictureSize(weights.Folder.ModelConfig, weights.Folder.Rule)
            : (_facts!.InputHeight, _facts.InputWidth);

        /// <summary>The size of a patch; all of the picture where the family is not known.</summary>
        internal (int Height, int Width) PatchSize => Config is { } config ? (config.PatchHeight, config.PatchWidth) : PictureSize;

        /// <summary>Loads a model folder, or an ONNX file alone.</summary>
        /// <param name="directory">The folder, or the file.</param>
        /// <param name="backend">What shall compute, see <see cref="ModelOutputs"/>.</param>
        /// <param name="variant">Which ONNX file shall compute; with <see cref="ModelVariant.Auto"/> weights go first.</param>
        /// <exception cref="ModelFileException">A JSON file is missing or wrong, or its labels aren't as many as the logits.</exception>
        /// <exception cref="InvalidDataException">The weights are missing, damaged, or contradict the configuration.</exception>
        /// <exception cref="ExportException">There are no weights, and ONNX Runtime refuses the ONNX file.</exception>
        internal static LoadedModel Load(string directory, string backend, ModelVariant variant = ModelVariant.Auto)
        {
            var isFile = ModelFolder.IsGraphFile(directory);
            if (!isFile)
            {
                MistakenFolder.RequireConfig(directory);
                if (variant == ModelVariant.Auto && (WeightFiles.Exist(directory) || !HasGraph(directory)))
                {
                    var isAuto = backend == ModelOutputs.Auto;
                    return new LoadedModel(PretrainedModel.Load(directory), isAuto ? ModelOutputs.Torch : backend, owns: true);
                }
            }

            return backend == ModelOutputs.Torch
                ? throw new TrainingException(variant == ModelVariant.Auto
                    ? $"{directory}: there are no weights, only an ONNX file, and torch computes from weights. Leave --backend torch out."
                    : $"{directory}: the variant {variant} is an ONNX file, and torch computes from weights. Leave --backend torch out.")
                : LoadGraph(directory, variant);
        }

        /// <summary>Whether a folder holds an ONNX file, where Saccade, Optimum and others put it.</summary>
        /// <param name="directory">The folder, or the file itself.</param>
        internal static bool HasGraph(string directory) => ModelFolder.IsGraphFile(directory) || GraphChoice.List(directory).Length > 0;

        /// <summary>Makes ready what computes.</summary>
        /// <param name="note">Told what takes time.</param>
        internal IModelOutputs Open(Action<string> note) => Weights is { } weights
            ? ModelOutputs.Open(Backend, weights, note)
            : _mapped is not null ? new MappedOutputs(_mapped, _facts!.GridHeight * _facts.GridWidth)
            : new GraphOutputs(_graph!, PatchSize);

        public void Dispose()
        {
            _mapped?.Dispose();
            _graph?.Dispose();
            if (_owns)
            {
                Weights?.Dispose();
            }
        }

        private static LoadedModel LoadGraph(string directory, ModelVariant variant)
        {
            var folder = ModelFolder.Open(directory, variant);
            if (!folder.Graph.IsPlain)
            {
                return LoadMapped(folder, variant);
            }

            var graph = ExportedModel.Open(folder.OnnxPath);
            try
            {
                GraphOutputs.RequireInput(graph, folder.Facts);
                return new LoadedModel(folder, graph, null);
            }
            catch
            {
                graph.Dispose();
                throw;
            }
        }

        // What the scene does with it is what is told of it here, so it is the scene's own code that does it.
        private static LoadedModel LoadMapped(ModelFolder folder, ModelVariant variant)
        {
            var mapped = OnnxModel.Load(folder, new InferenceOptions(ExecutionProvider.Cpu, 0));
            try
            {
                if (variant == ModelVariant.Auto && System.IO.Directory.Exists(folder.Path))
                {
                    Record(folder, mapped);
                }

                return new LoadedModel(folder, null, mapped);
            }
            catch
            {
                mapped.Dispose();
                throw;
            }
        }

        // For the editor and for people. A folder that may not be written is read as well as any.
        private static void Record(ModelFolder folder, OnnxModel mapped)
        {
            var record = folder.MakeRecord(mapped.Activation);
            if (JToken.DeepEquals(record.ToJson(), folder.Facts.Record.ToJson()))
            {
                return;
            }

            try
            {
                record.Write(Path.Combine(folder.Path, ModelLayout.Config));
            }
            catch (ModelFileException)
            {
            }
        }

        // Where the configuration names none they are called as in transformers.
        private string[] FindLabels()
        {
            var classes = CountClasses();
            var labels = _facts!.Labels.Count > 0 ? _facts.Labels : _graph!.Metadata.Labels ?? ProblemTypes.NameClasses(classes);
            if (classes > 0 && labels.Count != classes)
            {
                throw new ModelFileException(
                    $"{Path.Combine(Directory, ModelLayout.Config)}: there are {labels.Count} labels, but {_graph!.Path} gives {classes} "
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
