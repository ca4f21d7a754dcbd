using System.IO;
using Saccade.Preprocessing;

namespace Saccade
{
    /// <summary>
    /// A folder that holds a model in the layout of Hugging Face and Optimum: <c>config.json</c>,
    /// <c>preprocessor_config.json</c> and <c>onnx/model.onnx</c>.
    /// </summary>
    public sealed class ModelFolder
    {
        private ModelFolder(string path, ModelConfig config, PreprocessingRule rule, string onnxPath, int inputWidth, int inputHeight)
        {
            Path = path;
            Config = config;
            Rule = rule;
            OnnxPath = onnxPath;
            InputWidth = inputWidth;
            InputHeight = inputHeight;
        }

        /// <summary>The folder.</summary>
        public string Path { get; }

        /// <summary>What <c>config.json</c> says.</summary>
        public ModelConfig Config { get; }

        /// <summary>What <c>preprocessor_config.json</c> says: how a picture becomes the model's input.</summary>
        public PreprocessingRule Rule { get; }

        /// <summary>The ONNX file.</summary>
        public string OnnxPath { get; }

        /// <summary>Width in pixels of the picture that the model sees.</summary>
        public int InputWidth { get; }

        /// <summary>Height in pixels of the picture that the model sees.</summary>
        public int InputHeight { get; }

        /// <summary>Reads the folder's two JSON files and finds its ONNX file; the weights themselves are not read yet.</summary>
        /// <param name="path">The folder.</param>
        /// <exception cref="ModelFileException">A file is missing or contradicts another; the message says which and what to
        /// do.</exception>
        public static ModelFolder Open(string path)
        {
            if (string.IsNullOrEmpty(path))
                throw new ModelFileException(
                    "Model folder: none is given. Set it to a folder with config.json, preprocessor_config.json and "
                    + "onnx/model.onnx.");
            if (!Directory.Exists(path))
                throw new ModelFileException(
                    $"{path}: there is no such folder. Set the model folder to one with config.json, preprocessor_config.json and "
                    + "onnx/model.onnx.");

            // While a trainer swaps a model in, config.json is the file that is taken away first and put back last.
            ModelConfig config = ModelConfig.ReadFile(System.IO.Path.Combine(path, "config.json"));
            string rulePath = System.IO.Path.Combine(path, "preprocessor_config.json");
            PreprocessingRule rule = PreprocessingRule.ReadFolder(path);
            string onnxPath = System.IO.Path.Combine(path, "onnx", "model.onnx");
            if (!File.Exists(onnxPath))
                throw new ModelFileException($"{onnxPath}: the file is missing. Make it with ./saccade export --model \"{path}\".");

            if (!rule.Crop && rule.Mode != ResizeMode.Stretch)
            {
                throw new ModelFileException(
                    $"{rulePath}: without a crop or a fixed size, the model's input would change with the camera's; "
                    + "add do_center_crop and crop_size.");
            }

            (int width, int height) = rule.GetOutputSize(1, 1);
            if (width % config.PatchWidth != 0 || height % config.PatchHeight != 0)
            {
                throw new ModelFileException(
                    $"{rulePath}: the model would see {width} x {height} pixels, which patches of {config.PatchWidth} x "
                    + $"{config.PatchHeight} (config.json) don't fill. Point to the matching folder.");
            }

            return new ModelFolder(path, config, rule, onnxPath, width, height);
        }
    }
}
