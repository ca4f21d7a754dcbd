namespace Saccade.Files
{
    /// <summary>
    /// Where a model folder's files lie, relative to it: the one place that says so, for training, the editor and the running scene.
    /// </summary>
    internal static class ModelLayout
    {
        /// <summary>
        /// Family, sizes and labels. A writer takes it away first and puts it back last: a folder without it holds no model, or half of
        /// one.
        /// </summary>
        public const string Config = "config.json";

        /// <summary>The preprocessing rule. In timm's folders <see cref="Config"/> says what would be in it.</summary>
        public const string Preprocessor = "preprocessor_config.json";

        /// <summary>The weights for training, where one file holds them.</summary>
        public const string Weights = "model.safetensors";

        /// <summary>How the names of files with weights end.</summary>
        public const string WeightEnding = ".safetensors";

        /// <summary>What names the files of weights that several hold.</summary>
        public const string WeightIndex = "model.safetensors.index.json";

        /// <summary>The folder of ONNX files.</summary>
        public const string GraphFolder = "onnx";

        /// <summary>How the names of ONNX files end.</summary>
        public const string GraphEnding = ".onnx";

        /// <summary>What the file is called that classifies. Optimum writes it beside <see cref="Config"/>.</summary>
        public const string GraphFile = "model" + GraphEnding;

        /// <summary>What the running scene classifies with.</summary>
        public const string Graph = GraphFolder + "/" + GraphFile;

        /// <summary>The same with 16-bit floating point.</summary>
        public const string HalfGraph = GraphFolder + "/model_fp16" + GraphEnding;

        /// <summary>The same with 8-bit weights.</summary>
        public const string QuantizedGraph = GraphFolder + "/model_quantized" + GraphEnding;

        /// <summary>The same under the name that transformers.js takes for signed weights.</summary>
        public const string Int8Graph = GraphFolder + "/model_int8" + GraphEnding;

        /// <summary>The same under the name that transformers.js takes for unsigned weights.</summary>
        public const string UInt8Graph = GraphFolder + "/model_uint8" + GraphEnding;

        /// <summary>How the names of text files end, with a label a line.</summary>
        public const string TextEnding = ".txt";

        /// <summary>What training writes about itself.</summary>
        public const string Training = "training";

        /// <summary>Which run made the model, and from which pictures: <see cref="RunRecord"/>. It goes where the model goes.</summary>
        public const string Run = "saccade_run.json";

        /// <summary>How the names of folders begin that a writer has not finished, or has left when it died.</summary>
        public const string UnfinishedPrefix = ".new-";
    }
}
