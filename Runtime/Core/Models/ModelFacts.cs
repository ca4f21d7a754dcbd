using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Unpacking;

namespace Saccade.Models
{
    /// <summary>What the two JSON files of a model say, whether they lie in a folder or in an archive.</summary>
    internal sealed class ModelFacts
    {
        private const int BufferLength = 1 << 14;

        private ModelFacts(IReadOnlyList<string> labels, ModelConfig? config, string? problemType, PreprocessingRule rule)
        {
            Labels = labels;
            ProblemType = problemType;
            Config = config;
            Rule = rule;
            (InputWidth, InputHeight) = rule.GetOutputSize(1, 1);
        }

        /// <summary>The class names in the order of the logits.</summary>
        public IReadOnlyList<string> Labels { get; }

        /// <summary>Whether each class has a probability of its own, see <see cref="ProblemTypes.HasIndependentClasses"/>.</summary>
        public bool HasIndependentClasses => ProblemTypes.HasIndependentClasses(ProblemType, Labels.Count);

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

        /// <summary>Reads the texts of a model's two JSON files.</summary>
        /// <param name="config">The text of <c>config.json</c>.</param>
        /// <param name="configName">What to call it in messages: its path.</param>
        /// <param name="rule">The text of <c>preprocessor_config.json</c>, or null where there is no such file.</param>
        /// <param name="ruleName">What to call it in messages: its path.</param>
        /// <exception cref="ModelFileException">A text contradicts itself or the other; the message says which and what to do.</exception>
        public static ModelFacts Parse(string config, string configName, string? rule, string ruleName)
        {
            var known = ModelConfig.IsOfKnownFamily(config, configName) ? ModelConfig.Parse(config, configName) : null;
            var problemType = ProblemTypes.Read(JsonFile.ParseObject(config, configName), configName);
            ProblemTypes.RequireClasses(problemType, configName);
            var facts = new ModelFacts(
                known?.Labels ?? ModelConfig.ParseLabels(config, configName),
                known,
                problemType,
                rule != null
                    ? PreprocessingRule.Parse(rule, ruleName)
                    : PreprocessingRule.ParseConfig(config, configName, ruleName));
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
        /// <param name="graphLength">Receives the ONNX file's length in bytes.</param>
        /// <exception cref="ModelFileException">The archive is broken or holds no model that can be run.</exception>
        public static ModelFacts ReadArchive(Stream archive, string name, out long graphLength)
        {
            var files = ModelFiles.Choose(ZipReader.List(archive, name, ""), "", name);
            graphLength = files.Single(file => file.Name == ModelLayout.Graph).Length;
            return Parse(
                ReadText(archive, files, ModelLayout.Config, name)!,
                $"{name}/{ModelLayout.Config}",
                ReadText(archive, files, ModelLayout.Preprocessor, name),
                $"{name}/{ModelLayout.Preprocessor}");
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
