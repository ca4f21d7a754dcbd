using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using Saccade.Training.ModelFolders;
using Saccade.Training.Naming;
using static TorchSharp.torch;

namespace Saccade.Training.Inference
{
    /// <summary>
    /// ONNX Runtime: with the folder's file where it takes the pictures and gives the outputs, else with a temporary export.
    /// </summary>
    internal sealed class OnnxOutputs(PretrainedModel model, Action<string> note) : IModelOutputs
    {
        private ExportedModel? _session;
        private DirectoryInfo? _temporary;

        public Dictionary<string, TensorValues> Compute(Tensor pixelValues, IReadOnlyCollection<string> names)
        {
            var possible = names.Where(IsPossible).ToArray();
            if (_session is null || !Fits(_session, pixelValues.shape, possible))
            {
                Dispose();
                _session = OpenOwn(pixelValues.shape, possible) ?? Export(pixelValues.shape);
            }

            return _session.Run(Checkpoint.ReadSingles(pixelValues), pixelValues.shape)
                .Where(output => possible.Contains(output.Key))
                .ToDictionary(output => output.Key, output => output.Value);
        }

        public void Dispose()
        {
            _session?.Dispose();
            _session = null;
            _temporary?.Delete(recursive: true);
            _temporary = null;
        }

        /// <summary>The refusal of a file that was exported with other classes than the folder's.</summary>
        internal static ExportException OtherClasses(string path, IReadOnlyList<string> labels, string directory) => new ExportException(
            $"{path}: the file was exported with {labels.Count} classes ({string.Join(", ", labels.Take(3))}, ...) that are not "
            + $"those of config.json. Export again: saccade export --model {directory}");

        private static bool Fits(ExportedModel session, long[] shape, string[] names) =>
            session.Input == OnnxNames.PixelValues && session.Takes(shape) && names.All(session.Outputs.Contains);

        private bool IsPossible(string name) => name switch
        {
            OnnxNames.Logits or OnnxNames.Relevance => model.Model.Head is not null,
            OnnxNames.ClassLogits or OnnxNames.DistillationLogits => model.Model.DistillationHead is not null,
            OnnxNames.PatchEmbeddings or OnnxNames.HiddenStates or OnnxNames.Attentions or OnnxNames.LastHiddenState
                or OnnxNames.ClassAttention or OnnxNames.ClassAttentions or OnnxNames.Rollout => true,
            _ => false,
        };

        private ExportedModel? OpenOwn(long[] shape, string[] names)
        {
            var path = model.Folder.Find(ModelLayout.Graph);
            if (!File.Exists(path))
            {
                return null;
            }

            var session = ExportedModel.Open(path);
            try
            {
                RequireSameModel(session, path);
            }
            catch
            {
                session.Dispose();
                throw;
            }

            if (Fits(session, shape, names))
            {
                return session;
            }

            session.Dispose();
            return null;
        }

        private void RequireSameModel(ExportedModel session, string path)
        {
            if (session.Metadata.Labels is { } labels && !labels.SequenceEqual(model.Labels, ClassName.Comparer))
            {
                throw OtherClasses(path, labels, model.Folder.Directory);
            }
        }

        private ExportedModel Export(long[] shape)
        {
            note("Exporting to a temporary folder");
            _temporary = Directory.CreateTempSubdirectory("saccade-export-");
            var path = Path.Combine(_temporary.FullName, ModelLayout.GraphFile);
            var options = new ExportOptions
            {
                AllLayers = true,
                Rollout = true,
                Relevance = model.Model.Head is not null,
                Everything = true,
                PictureSize = ((int)shape[2], (int)shape[3]),
            };
            OnnxExporter.Export(model.Model, model.Labels, model.Folder.Rule, path, options);
            return ExportedModel.Open(path);
        }
    }
}
