using System;
using System.CommandLine;
using System.IO;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using Saccade.Training.Folder;
using Saccade.Training.Model;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>export</c>.</summary>
    internal static class ExportCommand
    {
        private const string Description =
            """
            Writes onnx/model.onnx from a model folder's weights and checks it in ONNX Runtime. The running scene classifies with
            that file; beside the logits it gives the class token's attention: where the model looked.

            Examples:
              Add the ONNX file to a folder that has only weights, such as a downloaded one.
                saccade export --model vit-base-patch16-224

              Leave that folder alone and make another.
                saccade export --model vit-base-patch16-224 --output vit-for-unity
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var model = new Option<string>("--model") { Description = "The model folder to read.", HelpName = "DIR", Required = true };
            var target = new Option<string?>("--output")
            {
                Description = "The model folder to write. [default: the one that is read]",
                HelpName = "DIR",
            };
            var command = new Command("export", Description) { model, target };
            command.SetAction(parsed =>
            {
                try
                {
                    var source = parsed.GetRequiredValue(model);
                    var directory = parsed.GetValue(target) ?? source;
                    Export(source, directory);
                    output.WriteLine($"{Path.Combine(directory, ModelFolder.Onnx)}: written, and equal to the weights in ONNX Runtime.");
                    return ExitCode.Success;
                }
#pragma warning disable CA1031 // Whatever fails is told in one line.
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    error.WriteLine($"error: {Failures.Describe(failure)}");
                    return ExitCode.Error;
                }
            });
            return command;
        }

        private static void Export(string source, string directory)
        {
            var folder = ModelFolder.Open(source);
            var labels = folder.ModelConfig.Labels;
            if (labels.Count == 0)
            {
                throw new TrainingException(
                    $"{folder.Find(ModelFolder.Config)}: there is no id2label. Train a head on it first, or add the labels.");
            }

            using var model = new ImageClassifier(folder.ModelConfig, labels.Count);
            Checkpoint.Load(model, folder.Find(ModelFolder.Weights), newHead: false);
            using var writer = ModelFolderWriter.Begin(directory);
            writer.Write(ModelFolder.Config, path => File.Copy(folder.Find(ModelFolder.Config), path));
            writer.Write(ModelFolder.Preprocessor, path => File.Copy(folder.Find(ModelFolder.Preprocessor), path));
            writer.Write(ModelFolder.Weights, path => File.Copy(folder.Find(ModelFolder.Weights), path));
            writer.Write(ModelFolder.Onnx, path => OnnxExporter.Export(model, labels, folder.Rule, path));
            writer.Commit();
        }
    }
}
