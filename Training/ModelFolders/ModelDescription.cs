using System.IO;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;

namespace Saccade.Training.ModelFolders
{
    /// <summary>What the two JSON files of a model folder say, without its weights.</summary>
    public sealed class ModelDescription
    {
        private ModelDescription(string directory, ModelConfig modelConfig, PreprocessingRule rule)
        {
            Directory = directory;
            ModelConfig = modelConfig;
            Rule = rule;
        }

        /// <summary>The folder.</summary>
        public string Directory { get; }

        /// <summary>What <c>config.json</c> says.</summary>
        public ModelConfig ModelConfig { get; }

        /// <summary>What <c>preprocessor_config.json</c> says.</summary>
        public PreprocessingRule Rule { get; }

        /// <summary>Reads the two JSON files of a folder.</summary>
        /// <param name="directory">The folder.</param>
        /// <exception cref="ModelFileException">A file is missing or wrong.</exception>
        public static ModelDescription Open(string directory)
        {
            MistakenFolder.RequireConfig(directory);
            MistakenFolder.RequirePreprocessing(directory);
            return new ModelDescription(
                directory,
                ModelConfig.ReadFile(Path.Combine(directory, ModelLayout.Config)),
                PreprocessingRule.ReadFolder(directory));
        }

        /// <summary>The path of one of the folder's files.</summary>
        /// <param name="file">Its path inside of the folder.</param>
        public string Find(string file) => Path.Combine(Directory, file);
    }
}
