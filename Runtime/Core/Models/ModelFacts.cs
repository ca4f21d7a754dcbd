using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Graphs;
using Saccade.Preprocessing;
using Saccade.Unpacking;

namespace Saccade.Models
{
    /// <summary>What the two JSON files of a model say, whether they lie in a folder or in an archive.</summary>
    internal sealed class ModelFacts
    {
        private const int BufferLength = 1 << 14;

        private ModelFacts(
            OnnxRecord record, IReadOnlyList<string> labels, ModelConfig? config, string? problemType, PreprocessingRule rule)
        {
            Record = record;
            Labels = labels;
            ProblemType = problemType;
            Config = config;
            Rule = rule;
            (InputWidth, InputHeight) = rule.GetOutputSize(1, 1);
        }

        /// <summary>What <c>config.json</c> records of the ONNX file; empty where it records nothing.</summary>
        public OnnxRecord Record { get; }

        /// <summary>
        /// The class names in the order of the logits, of <c>config.json</c> or of the text file that it names; empty where neither has
        /// any.
        /// </summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>One of <see cref="ProblemTypes"/>, or null where <c>config.json</c> is silent.</summary>
        public string? ProblemType { get; }

        /// <summary>What <c>config.json</c> says of a Vision Transformer, or null where the model is of another family.</summary>
        public ModelConfig? Config { get; }

        /// <summary>How a picture becomes the model's input.</summary>
        public PreprocessingRule Rule { get; }

        /// <summary>Width in pixels of the picture that the model sees.</summary>
        public int InputWidth { get; }

        /// <summary>Height in pixels of the picture that the model sees.</summary>
        public int InputHeight { get; }

        /// <summary>Width of a patch in pixels; all of the picture where the family is not known.</summary>
        public int PatchWidth => Config?.PatchWidth ?? InputWidth;

        /// <summary>Height of a patch in pixels; all of the picture where the family is not known.</summary>
        public int PatchHeight => Config?.PatchHeight ?? InputHeight;

        /// <summary>Columns of the patch grid, 0 where the family is not known.</summary>
        public int GridWidth => Config == null ? 0 : InputWidth / PatchWidth;

        /// <summary>Rows of the patch grid, 0 where the family is not known.</summary>
        public int GridHeight => Config == null ? 0 : InputHeight / PatchHeight;

        /// <summary>Whether <c>preprocessor_config.json</c>, or timm's <c>config.json</c>, says how a picture becomes input.</summary>
        public bool HasRuleFile { get; private set; }

        /// <summary>Whether the record's range counts in place of what that file says of rescaling and normalising.</summary>
        public bool ReplacesRule { get; private set; }

        /// <summary>Reads the texts of a model's two JSON files.</summary>
        /// <param name="config">The text of <c>config.json</c>.</param>
        /// <param name="configName">What to call it in messages: its path.</param>
        /// <param name="rule">The text of <c>preprocessor_config.json</c>, or null where there is no such file.</param>
        /// <param name="ruleName">What to call it in messages: its path.</param>
        /// <param name="readText">Reads the labels of a text file that the record names.</param>
        /// <param name="inspect">
        /// Looks into the ONNX file, told how many labels there are, for the rule of a model whose files don't state one; null where that
        /// can't be.
        /// </param>
        /// <param name="isAlone">Whether the text belongs to an ONNX file that lies alone, and so states no Vision Transformer.</param>
        /// <exception cref="ModelFileException">A text contradicts itself or the other; the message says which and what to do.</exception>
        public static ModelFacts Parse(
            string config,
            string configName,
            string? rule,
            string ruleName,
            Func<string, IReadOnlyList<string>>? readText = null,
            Func<int, OnnxInspection>? inspect = null,
            bool isAlone = false)
        {
            var json = JsonFile.ParseObject(config, configName);
            var record = OnnxRecord.Read(json, configName);

            // What names neither a family nor an architecture and has a record is what somebody made of a file of another tool.
            var isForeign = json["model_type"] == null && json["architecture"] == null && (!record.IsEmpty || isAlone);
            var known = !isForeign && ModelConfig.IsOfKnownFamily(config, configName) ? ModelConfig.Parse(config, configName) : null;
            var problemType = ProblemTypes.Read(json, configName);
            ProblemTypes.RequireClasses(problemType, configName);
            var labels = FindLabels(record, readText, known?.Labels ?? ModelConfig.ParseLabels(config, configName), configName);
            var isRuleInFile = rule == null && inspect != null && (isForeign || !record.IsEmpty)
                && !PreprocessingRule.IsStatedByConfig(json);
            var parsed = rule != null ? PreprocessingRule.Parse(rule, ruleName)
                : isRuleInFile ? FindRule(inspect!(labels.Count))
                : PreprocessingRule.ParseConfig(config, configName, ruleName);
            var ranged = record.Range is (double low, double high) ? parsed.WithRange(low, high) : parsed;
            var facts = new ModelFacts(record, labels, known, problemType, ranged)
            {
                HasRuleFile = !isRuleInFile,
                ReplacesRule = !isRuleInFile && !ranged.CreateNormalizationTable().SequenceEqual(parsed.CreateNormalizationTable()),
            };
            if (!facts.Rule.Crop && facts.Rule.Mode != ResizeMode.Stretch)
            {
                throw new ModelFileException(
                    $"{ruleName}: without a crop or a fixed size, the model's input would change with the camera's; "
                    + "add do_center_crop and crop_size.");
            }

            if (facts.InputWidth % facts.PatchWidth != 0 || facts.InputHeight % facts.PatchHeight != 0)
            {
                throw new ModelFileException(
                    $"{ruleName}: the model would see {facts.InputWidth} x {facts.InputHeight} pixels, which patches of "
                    + $"{facts.PatchWidth} x {facts.PatchHeight} ({ModelLayout.Config}) don't fill. Point to the matching folder.");
            }

            return facts;
        }

        /// <summary>Reads the two JSON files of a model in an archive; nothing is unpacked, and the weights aren't read.</summary>
        /// <param name="archive">The archive, with the model at its root; it can seek.</param>
        /// <param name="name">What to call it in messages.</param>
        /// <param name="graphName">Receives the ONNX file's path in it.</param>
        /// <param name="graphLength">Receives the ONNX file's length in bytes.</param>
        /// <exception cref="ModelFileException">The archive is broken or holds no model that can be run.</exception>
        public static ModelFacts ReadArchive(Stream archive, string name, out string graphName, out long graphLength)
        {
            var files = ModelFiles.Choose(ZipReader.List(archive, name, ""), "", name);
            var graph = files.First(file => file.Name == ModelFiles.FindGraph(files.Select(entry => entry.Name)));
            graphName = graph.Name;
            graphLength = graph.Length;
            return Parse(
                ReadText(archive, files, ModelLayout.Config, name)!,
                $"{name}/{ModelLayout.Config}",
                ReadText(archive, files, ModelLayout.Preprocessor, name),
                $"{name}/{ModelLayout.Preprocessor}",
                text => FileLabels.Parse(ReadText(archive, files, text, name) ?? "", $"{name}/{text}"),
                labels => Inspect(archive, graph, name, labels));
        }

        private static OnnxInspection Inspect(Stream archive, ZipEntry graph, string name, int labels)
        {
            using (var file = new MemoryStream())
            {
                ZipReader.Unpack(archive, graph, name, file, new byte[BufferLength]);
                return OnnxInspection.Read(file, $"{name}/{graph.Name}", labels: labels);
            }
        }

        private static PreprocessingRule FindRule(OnnxInspection graph)
        {
            var (low, high) = graph.Found.Range ?? OnnxInspection.AssumedRange;
            return graph.Height > 0 && graph.Width > 0
                ? PreprocessingRule.Stretch(graph.Width, graph.Height).WithRange(low, high)
                : throw new ModelFileException(
                    $"{graph.Path}: leaves the picture's size open, and there is no {ModelLayout.Preprocessor} that says it. Write one "
                    + "with the size, such as {\"size\": {\"height\": 224, \"width\": 224}}.");
        }

        private static IReadOnlyList<string> FindLabels(
            OnnxRecord record, Func<string, IReadOnlyList<string>>? readText, IReadOnlyList<string> named, string configName)
        {
            switch (record.Labels)
            {
                case null:
                case OnnxRecord.LabelsFromConfig:
                    return named;
                case OnnxRecord.LabelsFromFile:
                case OnnxRecord.NoLabels:
                    return Array.Empty<string>();
                default:
                    return readText != null ? readText(record.Labels) : throw new ModelFileException(
                        $"{configName}: {OnnxRecord.Key}.{OnnxRecord.LabelsKey} names {record.Labels}, which can't be read here.");
            }
        }

        private static string? ReadText(Stream archive, List<ZipEntry> files, string file, string name)
        {
            var index = files.FindIndex(entry => entry.Name == file);
            if (index < 0)
            {
                return null;
            }

            JsonFile.RequireLength($"{name}/{file}", files[index].Length);
            using (var text = new MemoryStream())
            {
                ZipReader.Unpack(archive, files[index], name, text, new byte[BufferLength]);
                return JsonFile.Decode(text.ToArray(), $"{name}/{file}");
            }
        }
    }
}
