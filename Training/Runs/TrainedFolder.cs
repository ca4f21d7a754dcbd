using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using Saccade.Training.Model;
using Saccade.Training.ModelFolders;
using static TorchSharp.torch;

namespace Saccade.Training.Runs
{
    /// <summary>Writes what a run has learnt as model folders.</summary>
    /// <param name="start">The model, whose weights are written as they are at the time.</param>
    /// <param name="labels">The class names in the order of the logits.</param>
    /// <param name="pictures">The pictures that the weights have seen, see <see cref="RunRecordFile.List"/>.</param>
    internal sealed class TrainedFolder(StartingModel start, IReadOnlyList<string> labels, RunRecord pictures)
    {
        /// <summary>
        /// From which probability on a class counts as shown, [C]; null as long as nobody chose, or where a picture shows one class.
        /// </summary>
        internal IReadOnlyList<double>? Thresholds { get; set; }

        /// <summary>Writes configuration, preprocessing, weights and the record of the run, without an ONNX file.</summary>
        internal void WriteWeights(string directory)
        {
            using var writer = ModelFolderWriter.Begin(directory);
            Write(writer);
            writer.Commit();
        }

        /// <summary>Writes the model that the running scene reads, checked in ONNX Runtime.</summary>
        /// <param name="writer">The folder's writer; the caller commits.</param>
        internal void WriteModel(ModelFolderWriter writer)
        {
            Write(writer);
            using var onProcessor = CopyToProcessor();
            writer.Write(ModelLayout.Graph, path => OnnxExporter.Export(onProcessor, labels, start.Rule, path));
        }

        private void Write(ModelFolderWriter writer)
        {
            writer.Write(ModelLayout.Config, path => File.WriteAllText(path, WriteConfig()));
            writer.Write(ModelLayout.Preprocessor, path => File.WriteAllText(path, start.Rule.ToJson()));
            writer.Write(ModelLayout.Weights, path => Checkpoint.Save(start.Model, path));
            RunRecordFile.Write(writer, pictures);
        }

        private string WriteConfig() => ThresholdsText.Write(ConfigText.WithLabels(start.Config, labels), Thresholds);

        // The export compares with what torch computes, on one kind of device.
        private ImageClassifier CopyToProcessor()
        {
            using var frozen = no_grad();
            var copy = new ImageClassifier(start.Model.Config, labels.Count);
            foreach (var (target, source) in copy.parameters().Zip(start.Model.parameters()))
            {
                target.copy_(source);
            }

            copy.eval();
            return copy;
        }
    }
}
