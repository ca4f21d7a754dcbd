using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Files;
using Saccade.Graphs;
using Saccade.Training.CommandLine.Displays;
using Saccade.Training.CommandLine.Options;
using Saccade.Training.Evaluation;
using Saccade.Training.Export;
using Saccade.Training.ModelFolders;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>export</c>.</summary>
    internal static class ExportCommand
    {
        private const string Description =
            """
            Writes onnx/model.onnx from a model folder's weights and checks it in ONNX Runtime. The running scene classifies with
            that file; beside the logits it gives the class token's attention, where the model looked, and class relevance: for the
            most likely class, how much each patch speaks for it.

            Examples:
              Add the ONNX file to a folder that has only weights, such as a downloaded one.
                saccade export --model vit-base-patch16-224

              Leave that folder alone and make another, which Hugging Face's tools read too (from timm's files as well).
                saccade export --model vit_base_patch16_224.augreg_in21k --output vit-for-unity

              All that the running scene's overlay can show, also of a deep model: how attention went through all blocks.
                saccade export --model pets --rollout

              For pictures of another size than the checkpoint's.
                saccade export --model vit-base-patch16-224 --output vit-384 --image-size 384

              Smaller and faster files beside it, and what they cost in accuracy on your own pictures.
                saccade export --model pets --int8 --fp16 --data pets-data
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var model = new Option<string>("--model") { Description = "The model folder to read.", HelpName = "DIR", Required = true };
            var target = new Option<string?>("--output")
            {
                Description = "The model folder to write. [default: the one that is read, which only gets the ONNX files]",
                HelpName = "DIR",
            };
            var input = new Option<string>("--input")
            {
                Description = "What the file takes: pixels [B, 3, H, W], or patches [B, N, 3*P*P] as the running scene can make them.",
                DefaultValueFactory = _ => "pixels",
            }.AcceptOnlyFromAmong("pixels", "patches");
            var layers = Switch("--all-layers", "Add cls_attentions [B, layers, heads, N]: the class token's attention in every block.");
            var rollout = Switch(
                "--rollout", "Add cls_rollout [B, N], attention rolled out through all blocks; up to 6 blocks it is there anyway.");
            var noRollout = Switch("--no-rollout", "Leave out cls_rollout [B, N].");
            var relevance = Switch("--relevance", "Demand class_relevance [B, N], which a model with a head gets anyway.");
            var noRelevance = Switch("--no-relevance", "Leave out class_relevance [B, N]: what the most likely class owes to each patch.");
            var int8 = Switch("--int8", "Also write onnx/model_quantized.onnx with 8-bit weights (7-bit where the processor lacks VNNI).");
            var half = Switch("--fp16", "Also write onnx/model_fp16.onnx with 16-bit floating point.");
            var data = new Option<string?>("--data")
            {
                Description = "A data set, as `evaluate` takes it, to measure what --int8 and --fp16 cost on the pictures that judge the "
                    + "model there.",
                HelpName = "DIR",
            };
            var imageSize = new Option<int?>("--image-size")
            {
                Description = "Sides of the written model's pictures in pixels, a multiple of its patch's; the positions are interpolated. "
                    + "With --output. [default: what the model's preprocessing makes]",
                HelpName = "N",
            }.In(value => value is null or (>= 1 and <= PictureSizes.Largest), $"1 to {PictureSizes.Largest}");
            var command = new Command("export", Description)
            {
                model, target, input, layers, rollout, noRollout, relevance, noRelevance, int8, half, data, imageSize,
            };
            command.Validators.Add(result =>
            {
                foreach (var (with, without) in new[] { (rollout, noRollout), (relevance, noRelevance) })
                {
                    if (result.GetValue(with) && result.GetValue(without))
                    {
                        result.AddError($"{with.Name} and {without.Name} contradict each other. Leave one out.");
                    }
                }
            });
            command.SetAction(parsed => CommandAction.Run(error, cancellation =>
            {
                var options = new ExportOptions
                {
                    Input = parsed.GetValue(input) == "patches" ? ExportInput.Patches : ExportInput.Pixels,
                    AllLayers = parsed.GetValue(layers),
                    Rollout = parsed.GetValue(rollout) ? true : parsed.GetValue(noRollout) ? false : null,
                    Relevance = !parsed.GetValue(noRelevance),
                };
                var variants = new List<ExportOptions> { options };
                if (parsed.GetValue(half))
                {
                    variants.Add(options with { Precision = WeightPrecision.Half });
                }

                if (parsed.GetValue(int8))
                {
                    variants.Add(options with { Precision = WeightPrecision.Quantized });
                }

                var source = parsed.GetRequiredValue(model);
                var directory = parsed.GetValue(target) ?? source;
                var places = (source, directory, parsed.GetValue(data));
                return Export(places, variants, parsed.GetValue(relevance), parsed.GetValue(imageSize), output, cancellation);
            }));
            return command;
        }

        private static Option<bool> Switch(string name, string description) => new Option<bool>(name) { Description = description };

        private static int Export(
            (string Source, string Directory, string? Data) places,
            List<ExportOptions> variants,
            bool needsRelevance,
            int? imageSize,
            TextWriter output,
            CancellationToken cancellation)
        {
            var (source, directory, data) = places;
            void Note(string text) => output.WriteLine($"{text} ...");

            Note($"Reading {source}");
            using var model = PretrainedModel.Load(source);
            output.WriteLine(Sentences.Describe(model.Report));
            if (model.Labels.Count == 0 && needsRelevance)
            {
                throw new TrainingException(
                    $"{source}: the model has no head, so there is no class that anything could be relevant for. Leave --relevance out, "
                    + "or train a head first.");
            }

            ModelExport.Run(model, directory, variants, Note, cancellation, imageSize);
            foreach (var variant in variants)
            {
                var path = Path.Combine(directory, ModelExport.FileOf(variant.Precision));
                output.WriteLine($"{path}: {new FileInfo(path).Length / 1e6:0.0} MB, {Describe(variant.Precision)}.");
            }

            var costs = new Dictionary<string, double>(StringComparer.Ordinal);
            if (data is not null)
            {
                var files = variants.Select(variant => Path.Combine(directory, ModelExport.FileOf(variant.Precision))).ToArray();
                using var measured = imageSize is null ? null : PretrainedModel.Load(directory);
                var judged = JudgedPictures.Choose(source, data, model.Labels, split: null, output.WriteLine, cancellation);
                output.WriteLine(judged.Describe(source));
                foreach (var cost in ExportAccuracy.Measure(measured ?? model, files, variants[0].Input, judged, Note, cancellation))
                {
                    output.WriteLine(cost.Describe());
                    costs[Path.GetRelativePath(directory, cost.Path).Replace(Path.DirectorySeparatorChar, '/')] = 1 - cost.Agreement;
                }
            }

            RecordCosts(directory, variants, costs);

            return ExitCode.Success;
        }

        // What was measured of a file that is written anew holds no longer.
        private static void RecordCosts(string directory, List<ExportOptions> variants, Dictionary<string, double> measured)
        {
            var config = Path.Combine(directory, ModelLayout.Config);
            var record = OnnxRecord.Read(JsonFile.ParseObject(JsonFile.ReadText(config), config), config);
            var written = variants.Skip(1).Select(variant => ModelExport.FileOf(variant.Precision)).ToArray();
            var costs = record.Costs.Where(cost => !written.Contains(cost.Key))
                .Concat(measured.Where(cost => written.Contains(cost.Key)))
                .ToDictionary(cost => cost.Key, cost => cost.Value);
            if (costs.Count > 0 || record.Costs.Count > 0)
            {
                record.Costs = costs;
                record.Write(config);
            }
        }

        private static string Describe(WeightPrecision precision) => precision switch
        {
            WeightPrecision.Half => "in 16 bits, close to the weights in ONNX Runtime",
            WeightPrecision.Quantized => $"in {Quantization.BestBits()} bits, near the weights in ONNX Runtime",
            _ => "equal to the weights in ONNX Runtime",
        };
    }
}
