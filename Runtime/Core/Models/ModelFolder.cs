using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Graphs;
using Saccade.Models;
using Saccade.Preprocessing;

namespace Saccade
{
    /// <summary>
    /// A folder that holds a model in the layout of Hugging Face and Optimum: <c>config.json</c>,
    /// <c>preprocessor_config.json</c> and <c>onnx/model.onnx</c>.
    /// </summary>
    public sealed class ModelFolder
    {
        private static readonly string Expected = $"{ModelLayout.Config}, {ModelLayout.Preprocessor} and {ModelLayout.Graph}";

        private readonly Lazy<OnnxInspection> _graph;
        private readonly Lazy<IReadOnlyList<string>> _labels;

        private ModelFolder(
            string path, ModelFacts facts, string onnxPath, Lazy<OnnxInspection> graph, ModelIdentity identity, string? notice)
        {
            Path = path;
            Facts = facts;
            OnnxPath = onnxPath;
            Identity = identity;
            Notice = notice;
            _graph = graph;
            _labels = new Lazy<IReadOnlyList<string>>(FindLabels);
        }

        /// <summary>The folder; where an ONNX file was opened that lies alone, that file.</summary>
        public string Path { get; }

        /// <summary>
        /// The class names in the order of the logits: those of <c>config.json</c>, of the text file that it names, or of the ONNX file
        /// itself. Where none of them names any they are LABEL_0, LABEL_1, ..., or none while only the loaded model knows how many.
        /// </summary>
        public IReadOnlyList<string> Labels => _labels.Value;

        /// <summary>
        /// What <c>config.json</c> says of a Vision Transformer, or null where the model is of another family: then it can be run,
        /// but has no known patches, and so no attention to show.
        /// </summary>
        public ModelConfig? Config => Facts.Config;

        /// <summary>What <c>preprocessor_config.json</c> says: how a picture becomes the model's input.</summary>
        public PreprocessingRule Rule => Facts.Rule;

        /// <summary>The ONNX file.</summary>
        public string OnnxPath { get; }

        /// <summary>Width in pixels of the picture that the model sees.</summary>
        public int InputWidth => Facts.InputWidth;

        /// <summary>Height in pixels of the picture that the model sees.</summary>
        public int InputHeight => Facts.InputHeight;

        /// <summary>Width of a patch in pixels; all of the picture where the family is not known.</summary>
        public int PatchWidth => Facts.PatchWidth;

        /// <summary>Height of a patch in pixels; all of the picture where the family is not known.</summary>
        public int PatchHeight => Facts.PatchHeight;

        /// <summary>Columns of the patch grid, 0 where the family is not known.</summary>
        public int GridWidth => Facts.GridWidth;

        /// <summary>Rows of the patch grid, 0 where the family is not known.</summary>
        public int GridHeight => Facts.GridHeight;

        /// <summary>What the two JSON files say.</summary>
        internal ModelFacts Facts { get; }

        /// <summary>Which model it is, so that a retrained one under the same path is another one.</summary>
        internal ModelIdentity Identity { get; }

        /// <summary>What the ONNX file takes and gives. The first time it is read, without its weights.</summary>
        /// <exception cref="ModelFileException">It is no ONNX file, no image classifier, or not what is recorded.</exception>
        internal OnnxInspection Graph => _graph.Value;

        /// <summary>What one should know of the file that was chosen; or null.</summary>
        internal string? Notice { get; }

        /// <summary>Reads the folder's two JSON files and finds its ONNX file; the weights themselves are not read yet.</summary>
        /// <param name="path">
        /// The folder, or an ONNX file: what lies beside it counts (<c>config.json</c> and <c>preprocessor_config.json</c> of its folder,
        /// or of its own as NAME.config.json and NAME.preprocessor_config.json), and what is not stated is found in the file.
        /// </param>
        /// <param name="variant">Which of the folder's ONNX files is taken.</param>
        /// <exception cref="ModelFileException">A file is missing or contradicts another; the message says which and what to
        /// do.</exception>
        public static ModelFolder Open(string path, ModelVariant variant = ModelVariant.Auto) => Open(path, variant, null);

        /// <summary>Does the same for a folder whose name says what is in it, see <see cref="Unpacking.UnpackedModels"/>.</summary>
        internal static ModelFolder OpenUnpacked(string path, ModelVariant variant = ModelVariant.Auto) =>
            Open(path, variant, System.IO.Path.GetFileName(path));

        /// <summary>The record with all that was found, to be written.</summary>
        /// <param name="activation">What the loaded model's numbers said of its outputs; null where nobody knows.</param>
        internal OnnxRecord MakeRecord(OutputActivation? activation)
        {
            var record = Graph.Found.Clone();
            var folder = Directory.Exists(Path) ? Path : System.IO.Path.GetDirectoryName(Path)!;
            record.File = Facts.Record.File ?? System.IO.Path.GetRelativePath(folder, OnnxPath).Replace('\\', '/');
            record.Range = Facts.HasRuleFile ? Facts.Record.Range : record.Range;
            record.Activation ??= activation;
            record.Labels ??= Facts.Labels.Count > 0 ? OnnxRecord.LabelsFromConfig
                : Graph.Labels != null ? OnnxRecord.LabelsFromFile : OnnxRecord.NoLabels;
            return record;
        }

        /// <summary>Whether a path is that of an ONNX file that is there.</summary>
        internal static bool IsGraphFile(string path) =>
            path != null && path.EndsWith(ModelLayout.GraphEnding, StringComparison.OrdinalIgnoreCase) && File.Exists(path);

        /// <summary>Checks that there is a folder at all.</summary>
        /// <param name="path">The folder.</param>
        /// <exception cref="ModelFileException">No folder is given, or it doesn't exist.</exception>
        internal static void RequireFolder(string path)
        {
            if (string.IsNullOrEmpty(path))
            {
                throw new ModelFileException(
                    $"Model folder: none is given. Set it to a folder with {Expected}.");
            }

            if (!Directory.Exists(path))
            {
                throw new ModelFileException(
                    $"{path}: there is no such folder. Set the model folder to one with {Expected}.");
            }
        }

        private static ModelFolder Open(string path, ModelVariant variant, string? content)
        {
            if (IsGraphFile(path))
            {
                return OpenFile(path, variant);
            }

            RequireFolder(path);
            return OpenFolder(path, variant, content, null);
        }

        // While a trainer swaps a model in, config.json is the file that is taken away first and put back last.
        private static ModelFolder OpenFolder(string path, ModelVariant variant, string? content, string? chosen)
        {
            var configPath = System.IO.Path.Combine(path, ModelLayout.Config);
            var configText = JsonFile.ReadText(configPath);
            var record = OnnxRecord.Read(JsonFile.ParseObject(configText, configPath), configPath);
            var choice = chosen == null ? GraphChoice.Find(path, record, variant) : null;
            return Read(
                path,
                (configPath, configText),
                System.IO.Path.Combine(path, ModelLayout.Preprocessor),
                System.IO.Path.Combine(path, chosen ?? choice!.File),
                content,
                choice?.Notice);
        }

        private static ModelFolder OpenFile(string path, ModelVariant variant)
        {
            var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
            var name = System.IO.Path.GetFileName(path);
            if (IsModelOf(folder, name))
            {
                return OpenFolder(folder, variant, null, name);
            }

            if (System.IO.Path.GetFileName(folder) == ModelLayout.GraphFolder
                && File.Exists(System.IO.Path.Combine(folder, "..", ModelLayout.Config)))
            {
                return OpenFolder(System.IO.Path.GetDirectoryName(folder)!, variant, null, $"{ModelLayout.GraphFolder}/{name}");
            }

            var stem = path.Substring(0, path.Length - ModelLayout.GraphEnding.Length) + ".";
            var configPath = stem + ModelLayout.Config;
            var config = File.Exists(configPath) ? JsonFile.ReadText(configPath) : "";
            return Read(path, (configPath, config), stem + ModelLayout.Preprocessor, path, null, null);
        }

        private static bool IsModelOf(string folder, string file)
        {
            var configPath = System.IO.Path.Combine(folder, ModelLayout.Config);
            if (!File.Exists(configPath))
            {
                return false;
            }

            var record = OnnxRecord.Read(JsonFile.ParseObject(JsonFile.ReadText(configPath), configPath), configPath);
            var names = Directory.GetFiles(folder).Select(found => System.IO.Path.GetFileName(found)!).ToArray();
            return (record.File ?? GraphNames.FindPlain(names)) == file;
        }

        private static ModelFolder Read(
            string path, (string Path, string Text) config, string rulePath, string onnxPath, string? content, string? notice)
        {
            var ruleText = File.Exists(rulePath) ? JsonFile.ReadText(rulePath) : null;
            var labels = 0;
            string? labelsPath = null;
            var json = config.Text.Length == 0 ? "{}" : config.Text;
            var record = OnnxRecord.Read(JsonFile.ParseObject(json, config.Path), config.Path);
            var graph = new Lazy<OnnxInspection>(() => OnnxInspection.Read(onnxPath, record, labels));
            var facts = ModelFacts.Parse(
                json,
                config.Path,
                ruleText,
                rulePath,
                text => FileLabels.ReadText(labelsPath = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(config.Path)!, text)),
                count =>
                {
                    labels = count;
                    return graph.Value;
                },
                config.Text.Length == 0 || onnxPath == path);
            labels = facts.Labels.Count;
            var identity = new ModelIdentity(config.Path, config.Text, rulePath, ruleText, onnxPath, content, labelsPath);
            return new ModelFolder(path, facts, onnxPath, graph, identity, notice);
        }

        private IReadOnlyList<string> FindLabels()
        {
            if (Facts.Labels.Count > 0)
            {
                return Facts.Labels;
            }

            try
            {
                var own = Facts.Record.Labels == OnnxRecord.NoLabels ? null : Graph.Labels;
                return own ?? ProblemTypes.NameClasses(Graph.HasClasses ? Graph.Classes : 0);
            }
            catch (ModelFileException)
            {
                // Loading the model tells it.
                return Array.Empty<string>();
            }
        }
    }
}
