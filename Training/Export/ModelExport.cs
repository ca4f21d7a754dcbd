using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Files;
using Saccade.Training.Checkpoints;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.Export
{
    /// <summary>Writes ONNX files into a model's own folder, or a whole new model folder with them.</summary>
    public static class ModelExport
    {
        /// <summary>The file of a precision, with forward slashes.</summary>
        /// <param name="precision">The precision.</param>
        public static string FileOf(WeightPrecision precision) => precision switch
        {
            WeightPrecision.Half => ModelLayout.HalfGraph,
            WeightPrecision.Quantized => ModelLayout.QuantizedGraph,
            _ => ModelLayout.Graph,
        };

        /// <summary>Exports a model.</summary>
        /// <param name="source">The model.</param>
        /// <param name="directory">
        /// The folder to write. The model's own gets ONNX files and nothing else of it changes; any other becomes a whole model
        /// folder of Hugging Face's kind, whatever the model's is.
        /// </param>
        /// <param name="options">What the files take and give, one each.</param>
        /// <param name="note">Told what is being done.</param>
        /// <param name="cancellation">Stops between two files; none of them is kept then.</param>
        /// <exception cref="ExportException">A file is not what the model computes.</exception>
        /// <exception cref="TrainingException">The folder can't be written to.</exception>
        /// <exception cref="OperationCanceledException">The export was cancelled.</exception>
        public static void Run(
            PretrainedModel source,
            string directory,
            IReadOnlyList<ExportOptions> options,
            Action<string> note,
            CancellationToken cancellation)
        {
            var isOwn = Path.GetFullPath(directory) == Path.GetFullPath(source.Folder.Directory);
            using var writer = ModelFolderWriter.Begin(directory, keepsOthers: isOwn);
            foreach (var variant in options)
            {
                cancellation.ThrowIfCancellationRequested();
                var file = FileOf(variant.Precision);
                note($"Writing {file} and checking it in ONNX Runtime");
                writer.Write(file, path => OnnxExporter.Export(source.Model, source.Labels, source.Folder.Rule, path, variant));
            }

            if (!isOwn)
            {
                WriteModel(source, writer);
            }

            cancellation.ThrowIfCancellationRequested();
            writer.Commit();
        }

        private static void WriteModel(PretrainedModel source, ModelFolderWriter writer)
        {
            var config = JsonFile.ReadText(source.Folder.Find(ModelLayout.Config));
            if (source.Folder.ModelConfig.IsTimm)
            {
                var text = ConfigText.WithLabels(config, source.Labels);
                writer.Write(ModelLayout.Config, path => File.WriteAllText(path, text));
                writer.Write(ModelLayout.Weights, path => Checkpoint.Save(source.Model, path));
            }
            else
            {
                writer.Write(ModelLayout.Config, path => File.WriteAllText(path, config));
                foreach (var file in FindWeightFiles(source.Folder.Directory))
                {
                    writer.Write(Path.GetFileName(file), path => File.Copy(file, path));
                }
            }

            // In today's keys, whatever style the rule was read in: not every reader knows the older ones.
            writer.Write(ModelLayout.Preprocessor, path => File.WriteAllText(path, source.Folder.Rule.ToJson()));
        }

        private static string[] FindWeightFiles(string directory)
        {
            using var weights = WeightFiles.Open(directory);
            return weights.Files.Append(weights.Path).Distinct().ToArray();
        }
    }
}
