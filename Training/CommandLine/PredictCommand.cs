using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using Saccade.Files;
using Saccade.Training.Inference;
using Saccade.Training.ModelFolders;
using Saccade.Training.Reports.Charts;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>predict</c>.</summary>
    internal static class PredictCommand
    {
        private const string Description =
            """
            Classifies pictures, and draws where the model looked.

            Examples:
                saccade predict --model vit-base-patch16-224 --input cat.jpg dog.png
                saccade predict --model pets --input cat.jpg --overlay cat-seen.png --map relevance
                saccade predict --model pets --input *.jpg --top 1 --json --overlay seen/

            A model without a head, such as a DINOv2 backbone, names no class but can draw its attention.
            """;

        private static readonly JsonSerializerOptions JsonStyle = new()
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

        private static readonly Dictionary<string, string> Maps = new(StringComparer.Ordinal)
        {
            ["attention"] = OnnxNames.ClassAttention,
            ["rollout"] = OnnxNames.Rollout,
            ["relevance"] = OnnxNames.Relevance,
        };

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var model = new Option<string>("--model") { Description = "The model folder.", HelpName = "DIR", Required = true };
            var input = new Option<string[]>("--input")
            {
                Description = "The pictures: JPEG, PNG, WebP, BMP, GIF, TIFF, TGA, PBM, PGM or PPM, told by their content.",
                HelpName = "FILE",
                Required = true,
                AllowMultipleArgumentsPerToken = true,
            };
            var top = new Option<int>("--top") { Description = "How many classes to name.", HelpName = "K", DefaultValueFactory = _ => 5 }
                .In(value => value >= 1, "1 or more");
            var backend = BackendOption.Make();
            var json = new Option<bool>("--json") { Description = "Print one JSON array instead of lines." };
            var overlay = new Option<string?>("--overlay")
            {
                Description = "Draw where the model looked: a PNG file, or for several pictures a folder.",
                HelpName = "FILE.png",
            };
            var map = new Option<string>("--map")
            {
                Description = "What to draw: the class token's attention in the last block, attention rolled out through all blocks, "
                    + "or what the most likely class owes to each patch.",
                DefaultValueFactory = _ => "attention",
            }.AcceptOnlyFromAmong([.. Maps.Keys]);
            var command = new Command("predict", Description) { model, input, top, backend, json, overlay, map };
            command.SetAction(parsed => CommandAction.Run(error, cancellation =>
            {
                using var pretrained = PretrainedModel.Load(parsed.GetRequiredValue(model));
                if (pretrained.Labels.Count == 0 && parsed.GetValue(map) == "relevance")
                {
                    throw new TrainingException(
                        $"{pretrained.Folder.Directory}: the model has no head, so no class owes anything to a patch. "
                        + "Use --map attention.");
                }

                using var outputs = BackendOption.Open(parsed.GetValue(backend)!, pretrained, error);
                var predictor = new Predictor(pretrained, outputs);
                var files = parsed.GetRequiredValue(input);
                var pictures = NamePictures(files, parsed.GetValue(overlay));
                var results = new List<(string File, IReadOnlyList<Guess> Top)>();
                foreach (var (file, picture) in files.Zip(pictures))
                {
                    cancellation.ThrowIfCancellationRequested();
                    var prediction = predictor.Predict(file, parsed.GetValue(top), Maps[parsed.GetValue(map)!]);
                    results.Add((file, prediction.Top));
                    if (picture is not null)
                    {
                        Draw(picture, prediction, pretrained);
                    }

                    if (!parsed.GetValue(json))
                    {
                        WriteLines(output, file, prediction.Top, picture);
                    }
                }

                if (parsed.GetValue(json))
                {
                    var entries = results.Select(result => new { file = result.File, top = result.Top });
                    output.WriteLine(JsonSerializer.Serialize(entries, JsonStyle));
                }

                return ExitCode.Success;
            }));
            return command;
        }

        // Two pictures of the same name from different folders both get drawn.
        private static string?[] NamePictures(string[] files, string? overlay)
        {
            if (overlay is null)
            {
                return new string?[files.Length];
            }

            if (files.Length == 1 && !Directory.Exists(overlay))
            {
                return [overlay];
            }

            Directory.CreateDirectory(overlay);
            var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            return files.Select(file =>
            {
                var stem = Path.GetFileNameWithoutExtension(file);
                var name = stem;
                for (var number = 2; !taken.Add(name); number++)
                {
                    name = $"{stem}-{number}";
                }

                return Path.Combine(overlay, name + ".png");
            }).ToArray();
        }

        private static void Draw(string path, PicturePrediction prediction, PretrainedModel model)
        {
            var picture = prediction.Picture;
            var best = prediction.Top.Count == 0 ? null : prediction.Top[0];
            var caption = best is null ? "" : FormattableString.Invariant($"{best.Label}  {best.Probability:P1}");
            OverlayPicture.Write(
                path,
                picture,
                model.Folder.Rule.GetSeenRegion(picture.Width, picture.Height),
                prediction.Map,
                prediction.GridHeight,
                prediction.GridWidth,
                caption);
        }

        private static void WriteLines(TextWriter output, string file, IReadOnlyList<Guess> top, string? picture)
        {
            output.WriteLine(picture is null ? file : $"{file} -> {picture}");
            foreach (var guess in top)
            {
                output.WriteLine(FormattableString.Invariant($"  {guess.Probability,7:P1}  {guess.Label}"));
            }
        }
    }
}
