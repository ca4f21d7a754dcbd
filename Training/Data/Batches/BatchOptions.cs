using System;
using System.Collections.Generic;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Randomness;

namespace Saccade.Training.Data.Batches
{
    /// <summary>How samples become batches.</summary>
    internal sealed record BatchOptions
    {
        /// <summary>Samples in a batch.</summary>
        public required int BatchSize { get; init; }

        /// <summary>Whether every epoch has an order of its own. Validation keeps the order of the files.</summary>
        public bool Shuffle { get; init; }

        /// <summary>How pictures are varied.</summary>
        public Augmentation Augmentation { get; init; }

        /// <summary>The magnitude of RandAugment's two operations, 1 to 30; 0 for none of them.</summary>
        public int RandomAugment { get; init; }

        /// <summary>What else changes pictures.</summary>
        public PictureVariation Variation { get; init; } = new();

        /// <summary>
        /// Alpha of the beta distribution that shares of mixed pictures come from (Zhang et al., "mixup", 2018); 0 for no mixing.
        /// Where <see cref="Cutmix"/> is on too, chance chooses one of them for each batch.
        /// </summary>
        public double Mixup { get; init; }

        /// <summary>
        /// Alpha of the beta distribution that areas of pasted pieces come from (Yun et al., "CutMix", 2019); 0 for no pasting.
        /// </summary>
        public double Cutmix { get; init; }

        /// <summary>Number of classes, C; only needed where pictures are mixed or may show several.</summary>
        public int Classes { get; init; }

        /// <summary>Whether pictures may show several classes, so that batches carry targets.</summary>
        public bool IsMultiLabel { get; init; }

        /// <summary>
        /// How likely each sample is to be dealt, with replacement, as PyTorch's <c>WeightedRandomSampler</c>: in an epoch some come
        /// several times and some not at all. Null deals each once.
        /// </summary>
        public IReadOnlyList<double>? Weights { get; init; }

        /// <summary>What order and variation depend on.</summary>
        public long Seed { get; init; }

        /// <summary>Threads that prepare pictures. Their number changes no batch.</summary>
        public int Workers { get; init; } = 1;

        /// <summary>Whether batches are mixed, so that they carry targets.</summary>
        internal bool IsMixed => Mixup > 0 || Cutmix > 0;

        /// <summary>Whether all that a picture ever becomes is itself and its mirror image.</summary>
        internal bool HasTwoFaces =>
            Augmentation is Augmentation.None or Augmentation.Flip && RandomAugment == 0 && !Variation.IsAny && !IsMixed;

        /// <summary>The same pictures in the order of the files, as they are.</summary>
        internal BatchOptions Plain => this with
        {
            Shuffle = false,
            Augmentation = Augmentation.None,
            RandomAugment = 0,
            Variation = new PictureVariation(),
            Mixup = 0,
            Cutmix = 0,
            Weights = null,
        };

        /// <summary>Number of batches that some samples make.</summary>
        internal int CountBatches(int samples) => (samples + BatchSize - 1) / BatchSize;

        /// <summary>The order of the samples in an epoch.</summary>
        internal int[] Order(int samples, int epoch)
        {
            var order = new int[samples];
            for (var i = 0; i < samples; i++)
            {
                order[i] = i;
            }

            // No sample has the number -1, so the order's random numbers are nobody else's.
            var random = new SampleRandom(Seed, epoch, -1);
            if (Weights is not null)
            {
                Draw(order, Weights, random);
                return order;
            }

            for (var last = samples - 1; Shuffle && last > 0; last--)
            {
                var other = random.NextInt(last + 1);
                (order[last], order[other]) = (order[other], order[last]);
            }

            return order;
        }

        private static void Draw(int[] order, IReadOnlyList<double> weights, SampleRandom random)
        {
            var bounds = new double[weights.Count];
            var sum = 0.0;
            for (var i = 0; i < bounds.Length; i++)
            {
                bounds[i] = sum += weights[i];
            }

            for (var i = 0; i < order.Length; i++)
            {
                // The first bound above the point; rounding could put it at the last.
                var found = Array.BinarySearch(bounds, random.NextDouble() * sum);
                order[i] = Math.Min(found >= 0 ? found + 1 : ~found, bounds.Length - 1);
            }
        }
    }
}
