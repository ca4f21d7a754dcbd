using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Google.Protobuf;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Export.Onnx;
using Saccade.Training.Model;

namespace Saccade.Training.Export
{
    /// <summary>Writes a classifier as an ONNX file that also hands out where the model looked.</summary>
    /// <remarks>
    /// Inputs and outputs have the names of <see cref="OnnxNames"/>. The batch is any number, the rest is fixed. Labels and the
    /// preprocessing rule lie in the file's metadata under <c>labels</c> and <c>preprocessing</c>. Weights of more than about 2 GB lie
    /// beside the file, in one whose name has <c>_data</c> appended.
    /// </remarks>
    public static class OnnxExporter
    {
        /// <summary>What the name of a file with an exported model's weights has behind that of the model.</summary>
        internal const string DataSuffix = "_data";

        /// <summary>Writes the file, runs it once in ONNX Runtime, and deletes it again if that disagrees with the model.</summary>
        /// <param name="model">The model.</param>
        /// <param name="labels">The class names in the order of the logits; empty without a head.</param>
        /// <param name="rule">The preprocessing rule that the model was trained with; it says the picture's size.</param>
        /// <param name="path">The file; an existing one is replaced.</param>
        /// <param name="options">What the file takes and gives; null for the contract of the model folder.</param>
        /// <exception cref="ArgumentException">There is not one label for each class.</exception>
        /// <exception cref="ExportException">
        /// The picture's size doesn't fit the model, ONNX Runtime refuses the file, or it computes something else than the model.
        /// </exception>
        /// <exception cref="IOException">The file can't be written.</exception>
        public static void Export(
            ImageClassifier model, IReadOnlyList<string> labels, PreprocessingRule rule, string path, ExportOptions? options = null)
        {
            if (labels.Count != model.Classes)
            {
                throw new ArgumentException($"The model has {model.Classes} classes, but there are {labels.Count} labels.", nameof(labels));
            }

            options ??= new ExportOptions();
            var (height, width) = options.PictureSize ?? FindPictureSize(model.Config, rule);
            RequireWholePatches(model.Config, height, width);
            var proto = ClassifierGraph.Build(model, labels, rule, height, width, options);
            var name = Path.GetFileName(path);

            // In a folder of its own, so that the name of the file with the weights is right from the start.
            var staging = Directory.CreateDirectory($"{path}.{Guid.NewGuid():N}").FullName;
            try
            {
                Write(proto, Path.Combine(staging, name), options.LargestFile);
                OnnxVerification.Verify(model, Path.Combine(staging, name), height, width, options);
                File.Delete(path + DataSuffix);
                foreach (var file in Directory.EnumerateFiles(staging).OrderDescending(StringComparer.Ordinal).ToArray())
                {
                    File.Move(file, Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(file)), overwrite: true);
                }
            }
            finally
            {
                Directory.Delete(staging, recursive: true);
            }
        }

        /// <summary>The size of the picture that a model is fed: the preprocessing rule's result where that is fixed.</summary>
        /// <param name="config">The sizes that the positions were made for.</param>
        /// <param name="rule">The preprocessing rule.</param>
        public static (int Height, int Width) FindPictureSize(ModelConfig config, PreprocessingRule rule)
        {
            if (!rule.Crop && rule.Mode != ResizeMode.Stretch)
            {
                return (config.ImageHeight, config.ImageWidth);
            }

            var (width, height) = rule.GetOutputSize(1, 1);
            return (height, width);
        }

        private static void RequireWholePatches(ModelConfig config, int height, int width)
        {
            if (height < 1 || width < 1 || height % config.PatchHeight != 0 || width % config.PatchWidth != 0)
            {
                throw new ExportException(
                    $"The picture's size is {height} x {width}, which patches of {config.PatchHeight} x {config.PatchWidth} don't fill. "
                    + "Give preprocessor_config.json a size of whole patches.");
            }
        }

        private static void Write(ModelProto proto, string path, long largest)
        {
            if (proto.Graph.Initializer.Sum(tensor => (long)tensor.RawData.Length) > largest)
            {
                WriteData(proto, path + DataSuffix);
            }

            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            proto.WriteTo(stream);
            stream.Flush(flushToDisk: true);
        }

        private static void WriteData(ModelProto proto, string path)
        {
            // Small tensors stay: shapes and axes have to be known before any other file is opened.
            const int Smallest = 1024;
            const int Alignment = 4096;
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            foreach (var tensor in proto.Graph.Initializer.Where(tensor => tensor.RawData.Length >= Smallest))
            {
                stream.Position = (stream.Position + Alignment - 1) / Alignment * Alignment;
                tensor.DataLocation = TensorProto.Types.DataLocation.External;
                tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = Path.GetFileName(path) });
                tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = $"{stream.Position}" });
                tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = $"{tensor.RawData.Length}" });
                tensor.RawData.WriteTo(stream);
                tensor.RawData = ByteString.Empty;
            }

            stream.Flush(flushToDisk: true);
        }
    }
}
