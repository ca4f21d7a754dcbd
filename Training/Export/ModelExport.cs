using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Model;
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
        /// <param name="imageSize">
        /// Sides of the written model's pictures in pixels; null for what the preprocessing makes. Positions are interpolated.
        /// </param>
        /// <exception cref="ExportException">A file is not what the model computes.</exception>
        /// <exception cref="TrainingException">The folder can't be written to, or can't be of that size.</exception>
        /// <exception cref="OperationCanceledException">The export was cancelled.</exception>
        public static void Run(
            PretrainedModel source,
            string directory,
            IReadOnlyList<ExportOptions> options,
            Action<string> note,
            CancellationToken cancellation,
            int? imageSize = null)
        {
            var isOwn = Path.GetFullPath(directory) == Path.GetFullPath(source.Folder.Directory);
            var config = source.Folder.ModelConfig;
            var rule = PictureSizes.Choose(config, source.Folder.Rule, imageSize);
            var size = PictureSizes.FindChange(config, rule, imageSize);
            var isOther = OnnxExporter.FindPictureSize(config, rule) != OnnxExporter.FindPictureSize(config, source.Folder.Rule);
            if (isOwn && isOther)
            {
                throw new TrainingException(
                    $"{directory}: its JSON files are for another size of picture than --image-size {imageSize}. Write another folder with "
                    + "--output.");
            }

            if (size is { } change)
            {
                var rest = isOwn ? $"; {ModelLayout.Config} keeps its size, which transformers refuses: for it, write another folder" : "";
                note(PictureSizes.Describe(config, change) + rest);
            }

            using var writer = ModelFolderWriter.Begin(directory, keepsOthers: isOwn);
            foreach (var variant in options)
            {
                cancellation.ThrowIfCancellationRequested();
                var file = FileOf(variant.Precision);
                note($"Writing {file} and checking it in ONNX Runtime");
                writer.Write(file, path => OnnxExporter.Export(source.Model, source.Labels, rule, path, variant));
            }

            if (!isOwn)
            {
                WriteModel(source, rule, size, writer);
            }

            cancellation.ThrowIfCancellationRequested();
            writer.Commit();
        }

        private static void WriteModel(
            PretrainedModel source, PreprocessingRule rule, (int Height, int Width)? size, ModelFolderWriter writer)
        {
            var config = JsonFile.ReadText(source.Folder.Find(ModelLayout.Config));
            if (size is { } sides)
            {
                var text = ConfigText.WithLabels(ConfigText.WithPictureSize(config, sides.Height, sides.Width), source.Labels);
                writer.Write(ModelLayout.Config, path => File.WriteAllText(path, text));
                using var resized = PictureResizing.Apply(source.Model, ModelConfig.Parse(text, ModelLayout.Config));
                writer.Write(ModelLayout.Weights, path => Checkpoint.Save(resized, path));
            }
            else if (source.Folder.ModelConfig.IsTimm)
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
            writer.Write(ModelLayout.Preprocessor, path => File.WriteAllText(path, rule.ToJson()));

            // The same weights have learnt from the same pictures.
            if (source.Folder.Find(ModelLayout.Run) is var record && File.Exists(record))
            {
                writer.Write(ModelLayout.Run, path => File.Copy(record, path));
            }
        }

        private static string[] FindWeightFiles(string directory)
        {
            using var weights = WeightFiles.Open(directory);
            return weights.Files.Append(weights.Path).Distinct().ToArray();
        }
    }
}
