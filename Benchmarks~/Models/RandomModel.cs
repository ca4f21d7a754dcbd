using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Export;
using Saccade.Training.Model;
using Saccade.Training.ModelFolders;
using static TorchSharp.torch;

namespace Saccade.Benchmarks.Models
{
    /// <summary>A Vision Transformer of a usual size with seeded random weights, as a model folder.</summary>
    internal static class RandomModel
    {
        private const int Side = 224;

        private static readonly Dictionary<string, (int Width, int Heads)> Shapes = new()
        {
            ["tiny"] = (192, 3),
            ["small"] = (384, 6),
            ["base"] = (768, 12),
        };

        /// <summary>The sizes that there are, smallest first.</summary>
        internal static IEnumerable<string> Sizes => Shapes.Keys;

        /// <summary>Writes the folder, whole or not at all.</summary>
        /// <param name="directory">The folder; a model that is there is replaced.</param>
        /// <param name="size">One of <see cref="Sizes"/>.</param>
        /// <param name="seed">Decides the weights.</param>
        /// <param name="classes">Number of classes, 1 or more.</param>
        /// <exception cref="Training.TrainingException">The folder can't be written to.</exception>
        internal static void Write(string directory, string size, int seed, int classes)
        {
            var (width, heads) = Shapes[size];
            var labels = Enumerable.Range(0, classes).Select(i => $"class {i}").ToArray();
            var config =
                $$"""
                {
                  "model_type": "vit", "image_size": {{Side}}, "patch_size": 16, "num_hidden_layers": 12,
                  "hidden_size": {{width}}, "num_attention_heads": {{heads}}, "intermediate_size": {{4 * width}}
                }
                """;
            var rule = PreprocessingRule.Stretch(Side, Side);
            random.manual_seed(seed);
            using ImageClassifier model = new(ModelConfig.Parse(config, ModelLayout.Config), classes);
            Initialization.FromScratch(model);
            model.eval();
            using var writer = ModelFolderWriter.Begin(directory);
            writer.Write(ModelLayout.Graph, path => OnnxExporter.Export(model, labels, rule, path));
            writer.Write(ModelLayout.Weights, path => Checkpoint.Save(model, path));
            writer.Write(ModelLayout.Config, path => File.WriteAllText(path, ConfigText.WithLabels(config, labels)));
            writer.Write(ModelLayout.Preprocessor, path => File.WriteAllText(path, rule.ToJson()));
            writer.Commit();
        }
    }
}
