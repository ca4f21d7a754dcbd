using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading;
using Saccade.Files;
using Saccade.Reading;
using Saccade.Training.CommandLine.Options;
using Saccade.Training.Export;
using Saccade.Training.Files;
using Saccade.Training.Inference;
using Saccade.Training.Pictures;
using Saccade.Training.Reports.Charts;
using Saccade.Training.Reports.Tables;

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

              All pictures of a folder and what lies below it, and all that a pattern matches, into a table for a spreadsheet.
                saccade predict --model pets pictures/ "more/**/*.png" --top 1 --csv classes.csv --probabilities

            A model without a head, such as a DINOv2 backbone, names no class but can draw its attention.
            """;

        private const int MaxToldFailures = 10;

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
            var model = new Option<string>("--model")
            {
                Description = "The model folder, or an ONNX file.",
                HelpName = "DIR",
                Required = true,
            };
            var input = new Option<string[]>("--input")
            {
                Description = "The pictures: JPEG, PNG, WebP, BMP, GIF, TIFF, TGA, PBM, PGM or PPM, told by their content; folders with "
                    + "pictures, and patterns with *, ? and **.",
                HelpName = "FILE",
                DefaultValueFactory = _ => [],
                AllowMultipleArgumentsPerToken = true,
            };
            var top = new Option<int>("--top") { Description = "How many classes to name.", HelpName = "K", DefaultValueFactory = _ => 5 }
                .In(value => value >= 1, "1 or more");
            var backend = BackendOption.Make();
            var variant = VariantOption.Make();
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
            var more = new Argument<string[]>("PICTURES")
            {
                Description = "The same as --input.",
                Arity = ArgumentArity.ZeroOrMore,
                DefaultValueFactory = _ => [],
            };
            var csv = new Option<string?>("--csv")
            {
                Description = "Also write a table: path, prediction, probability.",
                HelpName = "FILE.csv",
            };
            var probabilities = new Option<bool>("--probabilities")
            {
                Description = "Put the probability of every class, in the model's order, into --csv and --json.",
            };
            var command = new Command("predict", Description)
            {
                more, model, input, top, backend, variant, json, csv, probabilities, overlay, map,
            };
            command.Validators.Add(result =>
            {
                if (result.GetResult(input) is null or { Implicit: true } && result.GetResult(more) is null or { Implicit: true })
                {
                    result.AddError("There is no picture. Name pictures, folders or patterns, as in: saccade predict --model DIR cat.jpg");
                }

                if (result.GetValue(probabilities) && !result.GetValue(json) && result.GetValue(csv) is null)
                {
                    result.AddError("--probabilities needs --csv or --json.");
                }
            });
            command.SetAction(parsed => CommandAction.Run(error, cancellation =>
            {
                using var loaded = LoadedModel.Load(
                    parsed.GetRequiredValue(model), parsed.GetValue(backend)!, VariantOption.Parse(parsed.GetValue(variant)!));
                var notice = loaded.Notice;
                if (notice is not null)
                {
                    error.WriteLine(notice);
                }

                if (loaded.Labels.Count == 0 && parsed.GetValue(map) == "relevance")
                {
                    throw new TrainingException(
                        $"{loaded.Directory}: the model has no head, so no class owes anything to a patch. Use --map attention.");
                }

                var found = NamedPictures.Find(parsed.GetValue(input)!.Concat(parsed.GetValue(more)!));
                if (found.LeftOut.Count > 0)
                {
                    error.WriteLine($"Left out: {found.LeftOut.Count} files that are no pictures, such as {found.LeftOut[0]}");
                }

                using var outputs = BackendOption.Open(loaded, error);
                var wish = new Wish(
                    found.Files,
                    parsed.GetValue(top),
                    Maps[parsed.GetValue(map)!],
                    parsed.GetValue(overlay),
                    parsed.GetValue(csv),
                    parsed.GetValue(json),
                    parsed.GetValue(probabilities));
                var code = Predict(loaded, outputs, wish, output, error, cancellation);
                if (loaded.Notice != notice)
                {
                    error.WriteLine(loaded.Notice);
                }

                return code;
            }));
            return command;
        }

        private static int Predict(
            LoadedModel model, IModelOutputs outputs, Wish wish, TextWriter output, TextWriter error, CancellationToken cancellation)
        {
            RequireFolder(wish.Csv);
            var predictor = new Predictor(model, outputs);
            var drawings = NamePictures(wish.Files, wish.Overlay);
            var results = new List<Result>();
            var failed = 0;
            foreach (var (file, drawing) in wish.Files.Zip(drawings))
            {
                cancellation.ThrowIfCancellationRequested();
                try
                {
                    var prediction = predictor.Predict(file, wish.Top, drawing is null ? null : wish.Map);
                    results.Add(new Result(file, prediction.Top, wish.Probabilities ? prediction.Probabilities : null));
                    if (drawing is not null)
                    {
                        Draw(drawing, prediction, model, wish.Map);
                    }
                }
                catch (TrainingException failure) when (wish.Files.Count > 1)
                {
                    // One picture of many must not cost the others; a thousand of them must not hide them.
                    failed++;
                    if (failed <= MaxToldFailures)
                    {
                        error.WriteLine($"error: {failure.Message}");
                    }

                    continue;
                }

                if (!wish.Json)
                {
                    WriteLines(output, file, results[^1].Top, drawing);
                }
            }

            if (wish.Json)
            {
                output.WriteLine(JsonSerializer.Serialize(results, JsonStyle));
            }

            if (wish.Csv is not null)
            {
                var rows = results.Select(result => (
                    result.File,
                    result.Top.Count > 0 ? result.Top[0] : null,
                    (IReadOnlyList<double>)(result.Probabilities ?? [])));
                var text = PredictionTable.Format(model.Labels, rows, wish.Probabilities);
                WholeFile.Write(wish.Csv, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            }

            if (failed > 0)
            {
                error.WriteLine($"{failed} of {wish.Files.Count} pictures could not be classified; the others were.");
            }

            return failed > 0 ? ExitCode.Error : ExitCode.Success;
        }

        // Before anything is computed that could then not be written.
        private static void RequireFolder(string? file)
        {
            if (file is not null && (Directory.Exists(file) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)))))
            {
                throw new TrainingException($"--csv is {file}; expected a file in a folder that exists.");
            }
        }

        // Two pictures of the same name from different folders both get drawn.
        private static string?[] NamePictures(IReadOnlyList<string> files, string? overlay)
        {
            if (overlay is null)
            {
                return new string?[files.Count];
            }

            if (files.Count == 1 && !Directory.Exists(overlay))
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

        private static void Draw(string path, PicturePrediction prediction, LoadedModel model, string map)
        {
            if (prediction.Map.Length == 0)
            {
                throw new ExportException(
                    $"{model.Graph?.Path ?? model.Directory}: the model gives no {map}, so there is nothing to draw. Export it from its "
                    + "weights with saccade export, or leave --overlay out.");
            }

            var picture = prediction.Picture;
            var best = prediction.Top.Count == 0 ? null : prediction.Top[0];
            var caption = best is null ? "" : FormattableString.Invariant($"{best.Label}  {best.Probability:P1}");
            OverlayPicture.Write(
                path,
                picture,
                model.Rule.GetSeenRegion(picture.Width, picture.Height),
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
                output.WriteLine(FormattableString.Invariant($"  {guess.Probability,7:P1}  {OneLine.Of(guess.Label)}"));
            }
        }

        /// <summary>What was asked for.</summary>
        private sealed record Wish(
            IReadOnlyList<string> Files, int Top, string Map, string? Overlay, string? Csv, bool Json, bool Probabilities);

        /// <summary>What became of a picture, in the words of <c>--json</c>.</summary>
        private sealed record Result(
            string File,
            IReadOnlyList<Guess> Top,
            [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<double>? Probabilities);
    }
}
