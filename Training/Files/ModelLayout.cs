namespace Saccade.Training.Files
{
    /// <summary>The files of a model folder, as paths inside of it. The layout is Hugging Face's and Optimum's.</summary>
    internal static class ModelLayout
    {
        /// <summary>Sizes and labels. A folder without it holds no model, or half of one.</summary>
        internal const string Config = "config.json";

        /// <summary>The preprocessing rule.</summary>
        internal const string Preprocessor = "preprocessor_config.json";

        /// <summary>The weights, where one file holds them.</summary>
        internal const string Weights = "model.safetensors";

        /// <summary>The folder of ONNX files.</summary>
        internal const string GraphFolder = "onnx";

        /// <summary>What the running scene classifies with.</summary>
        internal const string Graph = GraphFolder + "/model.onnx";

        /// <summary>What training writes about itself.</summary>
        internal const string Training = "training";

        /// <summary>How the names of folders begin that a writer has not finished, or has left when it died.</summary>
        internal const string UnfinishedPrefix = ".new-";
    }
}
