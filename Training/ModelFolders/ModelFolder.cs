using System.IO;
using Saccade.Preprocessing;

namespace Saccade.Training.ModelFolders
{
    /// <summary>A model on disk: what both training and the running scene read. The layout is Hugging Face's and Optimum's.</summary>
    public sealed class ModelFolder
    {
        /// <summary>Sizes and labels. A folder without it holds no model, or half of one.</summary>
        public const string Config = "config.json";

        /// <summary>The preprocessing rule.</summary>
        public const string Preprocessor = "preprocessor_config.json";

        /// <summary>The weights.</summary>
        public const string Weights = "model.safetensors";

        /// <summary>What the running scene classifies with.</summary>
        public const string Onnx = "onnx/model.onnx";

        /// <summary>What training writes about itself.</summary>
        public const string Training = "training";

        private ModelFolder(string directory, ModelConfig modelConfig, PreprocessingRule rule)
        {
            Directory = directory;
            ModelConfig = modelConfig;
            Rule = rule;
        }

        /// <summary>The folder.</summary>
        public string Directory { get; }

        /// <summary>What <see cref="Config"/> says.</summary>
        public ModelConfig ModelConfig { get; }

        /// <summary>What <see cref="Preprocessor"/> says.</summary>
        public PreprocessingRule Rule { get; }

        /// <summary>Reads the two JSON files of a folder.</summary>
        /// <param name="directory">The folder.</param>
        /// <exception cref="ModelFileException">A file is missing or wrong.</exception>
        public static ModelFolder Open(string directory)
        {
            return new ModelFolder(
                directory,
                ModelConfig.ReadFile(Path.Combine(directory, Config)),
                PreprocessingRule.ReadFolder(directory));
        }

        /// <summary>The path of one of the folder's files.</summary>
        /// <param name="file">One of the names above.</param>
        public string Find(string file)
        {
            return Path.Combine(Directory, file);
        }
    }
}
