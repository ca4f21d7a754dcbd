using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using Saccade.Training.Checkpoints;
using Saccade.Training.CommandLine.Options;
using Saccade.Training.Inference;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>verify</c>.</summary>
    internal static class VerifyCommand
    {
        private const string Description =
            """
            Compares what a model computes with a file of what another program computed with the same weights.

            The file holds pixel_values [B, 3, H, W] and any of patch_embeddings, hidden_states, attentions, last_hidden_state, logits,
            cls_logits, distillation_logits, cls_attention, cls_attentions, cls_rollout and class_relevance_last, each as
            transformers gives it; hidden_states and attentions are stacked over the layers.

            Examples:
                saccade verify --model vit --reference expected.safetensors
                saccade verify --model vit --reference expected.safetensors --backend onnx --tolerance 1e-4

            Exit codes: 0 compared, 1 an error or a difference over the tolerance, 2 wrong arguments.
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var model = new Option<string>("--model") { Description = "The model folder.", HelpName = "DIR", Required = true };
            var reference = new Option<string>("--reference")
            {
                Description = "What to compare with.",
                HelpName = "FILE.safetensors",
                Required = true,
            };
            var backend = BackendOption.Make();
            var tolerance = new Option<double?>("--tolerance")
            {
                Description = "The largest difference of any element that passes. [default: any]",
                HelpName = "X",
            }.In(value => value >= 0, "0 or more");
            var json = new Option<bool>("--json") { Description = "Print one JSON object instead of lines." };
            var command = new Command("verify", Description) { model, reference, backend, tolerance, json };
            command.SetAction(parsed => CommandAction.Run(error, _ =>
            {
                using var file = SafetensorsFile.Open(parsed.GetRequiredValue(reference));
                using var loaded = LoadedModel.Load(parsed.GetRequiredValue(model), parsed.GetValue(backend)!);
                using var outputs = BackendOption.Open(loaded, error);
                var differences = ReferenceComparison.Compare(outputs, file);
                if (parsed.GetValue(json))
                {
                    output.WriteLine(ToJson(loaded.Backend, differences));
                }
                else
                {
                    WriteLines(output, differences);
                }

                return Judge(differences, parsed.GetValue(tolerance), file.Path, error);
            }));
            return command;
        }

        private static string ToJson(string backend, SortedDictionary<string, TensorDifference> differences)
        {
            var tensors = differences.ToDictionary(
                entry => entry.Key,
                entry => new
                {
                    shape = entry.Value.Shape,
                    maxAbsDiff = float.IsFinite(entry.Value.MaxAbsDiff) ? entry.Value.MaxAbsDiff : (float?)null,
                });
            return JsonSerializer.Serialize(new { backend, tensors });
        }

        private static void WriteLines(TextWriter output, SortedDictionary<string, TensorDifference> differences)
        {
            foreach (var (name, difference) in differences)
            {
                output.WriteLine(FormattableString.Invariant(
                    $"{name,-22} {$"[{string.Join(", ", difference.Shape)}]",-22} differs by {difference.MaxAbsDiff:0.##E+0} at most"));
            }
        }

        private static int Judge(
            SortedDictionary<string, TensorDifference> differences, double? tolerance, string path, TextWriter error)
        {
            if (differences.Count == 0)
            {
                throw new InvalidDataException(
                    $"{path}: beside pixel_values there is no tensor that the model can compute. `saccade verify --help` lists the names.");
            }

            var over = differences.Where(entry => entry.Value.MaxAbsDiff > tolerance).ToArray();
            foreach (var (name, difference) in over)
            {
                error.WriteLine(FormattableString.Invariant(
                    $"error: {name} differs by {difference.MaxAbsDiff}, more than the tolerance of {tolerance}."));
            }

            return over.Length > 0 ? ExitCode.Error : ExitCode.Success;
        }
    }
}
