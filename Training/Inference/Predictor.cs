using System;
using System.Linq;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Export;
using Saccade.Training.ModelFolders;
using Saccade.Training.Pictures;
using static TorchSharp.torch;

namespace Saccade.Training.Inference
{
    /// <summary>Classifies picture files.</summary>
    internal sealed class Predictor(PretrainedModel model, IModelOutputs outputs)
    {
        private readonly PixelTransform _transform = new(model.Folder.Rule);

        /// <summary>Classifies one picture.</summary>
        /// <param name="path">The file.</param>
        /// <param name="count">How many classes to name at most.</param>
        /// <param name="map">The output that says where the model looked, see <see cref="OnnxNames"/>.</param>
        /// <exception cref="TrainingException">The picture can't be read, or what the model sees of it has no whole patches.</exception>
        internal PicturePrediction Predict(string path, int count, string map)
        {
            using var scope = NewDisposeScope();
            var config = model.Folder.ModelConfig;
            var picture = Picture.Decode(path);
            picture.RefuseExtremeShape(model.Folder.Rule, path);
            var (width, height) = model.Folder.Rule.GetOutputSize(picture.Width, picture.Height);
            if (width % config.PatchWidth != 0 || height % config.PatchHeight != 0)
            {
                throw new TrainingException(
                    $"{path}: {picture.Width} x {picture.Height} becomes {width} x {height}, which patches of {config.PatchWidth} x "
                    + $"{config.PatchHeight} don't fill. Give preprocessor_config.json a size of whole patches.");
            }

            var pixels = new float[PreprocessingRule.Channels * width * height];
            _transform.Apply(picture.Rgb, picture.Width, picture.Height, pixels);
            var computed = outputs.Compute(tensor(pixels, [1, PreprocessingRule.Channels, height, width]), [OnnxNames.Logits, map]);
            return new PicturePrediction(
                picture,
                computed.TryGetValue(OnnxNames.Logits, out var logits) ? Rank(logits.Values, count, path) : [],
                Flatten(computed[map]),
                height / config.PatchHeight,
                width / config.PatchWidth);
        }

        private Guess[] Rank(float[] logits, int count, string path)
        {
            FiniteLogits.Require(logits, model.Labels, path);
            double largest = logits.Max();
            var sum = logits.Sum(logit => Math.Exp(logit - largest));
            return logits
                .Select((logit, index) => new Guess(index, model.Labels[index], Math.Exp(logit - largest) / sum))
                .OrderByDescending(guess => guess.Probability)
                .Take(count)
                .ToArray();
        }

        // [1, N] as it is; of [1, heads, N] the mean over the heads.
        private static float[] Flatten(TensorValues map)
        {
            var patches = (int)map.Shape[^1];
            return Enumerable.Range(0, patches).Select(patch => map.Values.Where((_, i) => i % patches == patch).Average()).ToArray();
        }
    }
}
