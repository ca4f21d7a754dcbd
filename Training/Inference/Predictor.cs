using System;
using System.Linq;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Results;
using Saccade.Training.Export;
using Saccade.Training.Pictures;
using static TorchSharp.torch;

namespace Saccade.Training.Inference
{
    /// <summary>Classifies picture files.</summary>
    internal sealed class Predictor(LoadedModel model, IModelOutputs outputs)
    {
        private readonly PixelTransform _transform = new(model.Rule);

        /// <summary>Classifies one picture.</summary>
        /// <param name="path">The file.</param>
        /// <param name="count">How many classes to name at most.</param>
        /// <param name="map">The output that says where the model looked, see <see cref="OnnxNames"/>; null for none.</param>
        /// <exception cref="TrainingException">The picture can't be read, or what the model sees of it has no whole patches.</exception>
        internal PicturePrediction Predict(string path, int count, string? map)
        {
            using var scope = NewDisposeScope();
            var patch = model.PatchSize;
            var picture = Picture.Decode(path);
            picture.RefuseExtremeShape(model.Rule, path);
            var (width, height) = model.Rule.GetOutputSize(picture.Width, picture.Height);
            if (width % patch.Width != 0 || height % patch.Height != 0)
            {
                throw new TrainingException(
                    $"{path}: {picture.Width} x {picture.Height} becomes {width} x {height}, which patches of {patch.Width} x "
                    + $"{patch.Height} don't fill. Give preprocessor_config.json a size of whole patches.");
            }

            var pixels = new float[PreprocessingRule.Channels * width * height];
            _transform.Apply(picture.Rgb, picture.Width, picture.Height, pixels);
            string[] wanted = map is null ? [OnnxNames.Logits] : [OnnxNames.Logits, map];
            var computed = outputs.Compute(tensor(pixels, [1, PreprocessingRule.Channels, height, width]), wanted);
            var probabilities = computed.TryGetValue(OnnxNames.Logits, out var logits) ? FindProbabilities(logits.Values, path) : [];
            return new PicturePrediction(
                picture,
                Rank(probabilities, count),
                probabilities,
                map is not null && computed.TryGetValue(map, out var weights) ? Flatten(weights) : [],
                height / patch.Height,
                width / patch.Width);
        }

        private double[] FindProbabilities(float[] logits, string path)
        {
            FiniteLogits.Require(logits, model.Labels, path);
            if (model.HasIndependentClasses)
            {
                return logits.Select(logit => Sigmoid.Of(logit)).ToArray();
            }

            double largest = logits.Max();
            var sum = logits.Sum(logit => Math.Exp(logit - largest));
            return logits.Select(logit => Math.Exp(logit - largest) / sum).ToArray();
        }

        private Guess[] Rank(double[] probabilities, int count) => probabilities
            .Select((probability, index) => new Guess(index, model.Labels[index], probability))
            .OrderByDescending(guess => guess.Probability)
            .Take(count)
            .ToArray();

        // [1, N] as it is; of [1, heads, N] the mean over the heads.
        private static float[] Flatten(TensorValues map)
        {
            var patches = (int)map.Shape[^1];
            return Enumerable.Range(0, patches).Select(patch => map.Values.Where((_, i) => i % patches == patch).Average()).ToArray();
        }
    }
}
