using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.CommandLine.Displays;
using Saccade.Training.CommandLine.Options;
using Saccade.Training.Inference;
using Saccade.Training.Model;
using Saccade.Training.Reports;
using static TorchSharp.torch;

namespace Saccade.Training.CommandLine
{
    /// <summary>The command <c>info</c>.</summary>
    internal static class InfoCommand
    {
        private const int MaxNames = 8;
        private const int MaxLabels = 1_000_000;

        private const string Description =
            """
            Says what a model folder holds: modules, shapes and numbers of parameters, what its preprocessing does to a picture,
            and which tensors of the checkpoint the model takes. Needs config.json; what else is there is told too. Of a folder that holds
            an ONNX file and no weights it says what that file takes and gives.

            Examples:
                saccade info --model vit-base-patch16-224

              What would learn if this model were fine-tuned on 37 classes with a frozen backbone?
                saccade info --model vit-base-patch16-224 --labels 37 --train head
            """;

        internal static Command Make(TextWriter output, TextWriter error)
        {
            var model = new Option<string>("--model") { Description = "The model folder.", HelpName = "DIR", Required = true };
            var labels = new Option<int?>("--labels") { Description = "Count with a new head for this many classes.", HelpName = "C" }
                .In(value => value is >= 1 and <= MaxLabels, $"1 to {MaxLabels}");
            var train = new Option<string>("--train")
            {
                Description = "What would learn.",
                DefaultValueFactory = _ => "all",
            }.AcceptOnlyFromAmong("head", "all");
            var json = new Option<bool>("--json") { Description = "Print one JSON object instead of text." };
            var command = new Command("info", Description) { model, labels, train, json };
            command.SetAction(parsed => CommandAction.Run(error, _ =>
            {
                var directory = parsed.GetRequiredValue(model);
                var isGraph = ModelFolder.IsGraphFile(directory) || !WeightFiles.Exist(directory) && LoadedModel.HasGraph(directory);
                using var loaded = isGraph ? LoadedModel.Load(directory, ModelOutputs.Onnx) : null;
                if (loaded is { Config: null } && parsed.GetValue(labels) is null)
                {
                    output.WriteLine(parsed.GetValue(json) ? ToJson(loaded) : ToText(loaded));
                    return ExitCode.Success;
                }

                var classes = parsed.GetValue(labels) ?? loaded?.Labels.Count;
                var info = Read(directory, classes, parsed.GetValue(train) == "head") with { Loaded = loaded };
                using (info.Model)
                {
                    output.WriteLine(parsed.GetValue(json) ? ToJson(info) : ToText(info));
                }

                return ExitCode.Success;
            }));
            return command;
        }

        private static Info Read(string directory, int? labels, bool headOnly)
        {
            MistakenFolder.RequireConfig(directory);
            var config = ModelConfig.ReadFile(Path.Combine(directory, ModelLayout.Config));
            var hasWeights = WeightFiles.Exist(directory);
            var classes = labels ?? (hasWeights ? Checkpoint.CountClasses(directory, config) : config.Labels.Count);
            var model = new ImageClassifier(config, classes, META);
            model.SetTrainable(headOnly ? 0 : null);
            var report = hasWeights ? Checkpoint.Inspect(model, directory, newHead: labels is not null) : null;
            var rule = File.Exists(Path.Combine(directory, ModelLayout.Preprocessor)) || config.IsTimm
                ? PreprocessingRule.ReadFolder(directory)
                : null;
            return new Info(directory, config, model, rule, report);
        }

        private static string ToText(Info info)
        {
            var (config, model) = (info.Config, info.Model);
            var patch = $"{config.PatchHeight} x {config.PatchWidth}";
            var numbers = $"{config.Channels * config.PatchHeight * config.PatchWidth:N0} numbers each";
            var patches = $"{config.GridHeight} x {config.GridWidth} = {config.Patches} patches of {patch}, {numbers}";
            var tokens = $"{config.PrefixTokens + config.Patches} tokens of {config.HiddenSize}";
            var lines = new[]
            {
                $"{info.Directory}: {config.ModelType}{(config.IsTimm ? ", from timm's files" : "")}",
                $"Picture {config.ImageHeight} x {config.ImageWidth}: {patches}; {tokens}",
                $"{config.Layers} blocks of {config.Heads} heads; {DescribeHead(model)}",
                "",
            };
            var (trained, total) = (model.TrainableParameterCount, model.ParameterCount);
            return string.Join('\n', lines.Concat(ModuleTree.Describe(model)).Concat(
            [
                "",
                FormattableString.Invariant($"{trained:N0} parameters learn, {total - trained:N0} are frozen, ")
                    + FormattableString.Invariant($"{total:N0} in all: {(double)trained / total:P2} learn"),
                $"Preprocessing: {info.Rule?.Describe() ?? "not stated: there is no preprocessor_config.json"}",
                .. info.Loaded is { } loaded ? DescribeGraph(loaded) : [DescribeWeights(info)],
            ]));
        }

        private static string DescribeHead(ImageClassifier model)
        {
            var labels = model.Config.Labels;
            var names = labels.Count == model.Classes ? ": " + Name(labels) : "";
            return model.Head is null
                ? "no head"
                : $"{Count(model.Classes)}{names}{DescribeProblem(model.Config.ProblemType, model.Classes)}";
        }

        private static string Count(int classes) => classes == 1 ? "1 class" : $"{classes} classes";

        private static string Name(IReadOnlyList<string> labels) =>
            string.Join(", ", labels.Take(MaxNames)) + (labels.Count > MaxNames ? ", ..." : "");

        // What is usual needs no word.
        private static string DescribeProblem(string? type, int classes) =>
            type == ProblemTypes.Regression ? $" ({ProblemTypes.Key} {type}: quantities, which Saccade can't classify by)"
            : ProblemTypes.HasIndependentClasses(type, classes) ? "; each has a probability of its own (sigmoid)"
            : "";

        private static string ToText(LoadedModel model)
        {
            var labels = model.Labels;
            var type = model.HasIndependentClasses ? ProblemTypes.MultiLabel : null;
            var head = labels.Count == 0
                ? "no head"
                : $"{Count(labels.Count)}: {Name(labels)}{DescribeProblem(type, labels.Count)}";
            return string.Join('\n',
            [
                $"{model.Directory}: a model of a family that only its ONNX file knows; {head}",
                $"Preprocessing: {model.Rule.Describe()}",
                .. DescribeGraph(model),
            ]);
        }

        private static string[] DescribeGraph(LoadedModel model)
        {
            var graph = model.Graph!;
            var size = FormattableString.Invariant($"{new FileInfo(graph.Path).Length / 1e6:0.0} MB");
            return
            [
                $"{NameGraph(model)}, {size}: takes {graph.Input} [{string.Join(", ", graph.InputShape)}] (-1 is any), gives "
                    + string.Join(", ", graph.Outputs),
                .. model.Notice is { } notice ? [notice] : Array.Empty<string>(),
                "Weights: none in the folder, so predict, evaluate and verify use the ONNX file; train and export need weights",
            ];
        }

        private static string NameGraph(LoadedModel model) => File.Exists(model.Directory)
            ? Path.GetFileName(model.Directory)
            : Path.GetRelativePath(model.Directory, model.Graph!.Path).Replace(Path.DirectorySeparatorChar, '/');

        private static object? ToEntry(LoadedModel? model) => model is null
            ? null
            : new { file = NameGraph(model), input = model.Graph!.Input, shape = model.Graph.InputShape, outputs = model.Graph.Outputs };

        private static string ToJson(LoadedModel model) => JsonSerializer.Serialize(new
        {
            labels = model.Labels,
            classes = model.Labels.Count,
            independent = model.HasIndependentClasses,
            preprocessing = model.Rule.Describe(),
            onnx = ToEntry(model),
        });

        private static string DescribeWeights(Info info) =>
            info.Report is { } report ? Sentences.Describe(report) : "Weights: none in the folder";

        private static string ToJson(Info info)
        {
            var model = info.Model;
            return JsonSerializer.Serialize(new
            {
                modelType = info.Config.ModelType,
                labels = model.Classes == info.Config.Labels.Count ? info.Config.Labels : [],
                classes = model.Classes,
                independent = ProblemTypes.HasIndependentClasses(info.Config.ProblemType, model.Classes),
                trainable = model.TrainableParameterCount,
                frozen = model.ParameterCount - model.TrainableParameterCount,
                total = model.ParameterCount,
                parameters = model.named_parameters().ToDictionary(named => named.name, named => named.parameter.shape),
                preprocessing = info.Rule?.Describe(),
                taken = info.Report?.Taken,
                @new = info.Report?.New,
                unused = info.Report?.Unused,
                onnx = ToEntry(info.Loaded),
            });
        }

        private sealed record Info(
            string Directory, ModelConfig Config, ImageClassifier Model, PreprocessingRule? Rule, LoadReport? Report)
        {
            /// <summary>The model by its ONNX file, where there are no weights.</summary>
            internal LoadedModel? Loaded { get; init; }
        }
    }
}
