using System.Collections.Generic;
using System.IO;
using Saccade.Files;
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

        private ModelFolder(string path, ModelFacts facts, string onnxPath, ModelIdentity identity)
        {
            Path = path;
            Facts = facts;
            OnnxPath = onnxPath;
            Identity = identity;
        }

        /// <summary>The folder.</summary>
        public string Path { get; }

        /// <summary>The class names in the order of the logits.</summary>
        public IReadOnlyList<string> Labels => Facts.Labels;

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

        /// <summary>Reads the folder's two JSON files and finds its ONNX file; the weights themselves are not read yet.</summary>
        /// <param name="path">The folder.</param>
        /// <exception cref="ModelFileException">A file is missing or contradicts another; the message says which and what to
        /// do.</exception>
        public static ModelFolder Open(string path) => Open(path, null);

        /// <summary>Does the same for a folder whose name says what is in it, see <see cref="Unpacking.UnpackedModels"/>.</summary>
        internal static ModelFolder OpenUnpacked(string path) => Open(path, System.IO.Path.GetFileName(path));

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

        private static ModelFolder Open(string path, string? content)
        {
            RequireFolder(path);

            // While a trainer swaps a model in, config.json is the file that is taken away first and put back last.
            var configPath = System.IO.Path.Combine(path, ModelLayout.Config);
            var configText = JsonFile.ReadText(configPath);
            var rulePath = System.IO.Path.Combine(path, ModelLayout.Preprocessor);
            var ruleText = File.Exists(rulePath) ? JsonFile.ReadText(rulePath) : null;
            var facts = ModelFacts.Parse(configText, configPath, ruleText, rulePath);
            var onnxPath = System.IO.Path.Combine(path, ModelLayout.Graph);
            if (!File.Exists(onnxPath))
            {
                throw new ModelFileException($"{onnxPath}: the file is missing. Make it with ./saccade export --model \"{path}\".");
            }

            return new ModelFolder(path, facts, onnxPath, new ModelIdentity(configPath, configText, rulePath, ruleText, onnxPath, content));
        }
    }
}
