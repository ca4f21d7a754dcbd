using System;
using Saccade.Preprocessing;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Randomness;

namespace Saccade.Training.Data.Batches
{
    /// <summary>Varies pictures. Working on levels of the model's size, it leaves normalisation to one look-up.</summary>
    internal static class Augmenter
    {
        private const int Channels = PreprocessingRule.Channels;

        internal static bool IsMirrored(Augmentation augmentation, SampleRandom random) =>
            augmentation != Augmentation.None && random.NextInt(2) == 1;

        /// <summary>Makes what the model sees of a sample in an epoch.</summary>
        /// <param name="pictures">The pictures.</param>
        /// <param name="options">How to vary them.</param>
        /// <param name="epoch">1 for the first.</param>
        /// <param name="sample">Which picture.</param>
        /// <param name="levels">Receives [H, W, 3] levels.</param>
        /// <returns>What is to be erased after normalisation; null for nothing.</returns>
        internal static ErasedBox? Fill(PictureSet pictures, BatchOptions options, int epoch, int sample, Span<byte> levels)
        {
            // Whoever keeps both faces of a picture asks for the mirror alone, so it is the sample's first random number.
            var random = new SampleRandom(options.Seed, epoch, sample);
            var mirrored = IsMirrored(options.Augmentation, random);
            random.NextInt(2);
            if (options.Augmentation == Augmentation.Tutorial)
            {
                pictures.CropRandomly(sample, ref random, levels);
            }
            else
            {
                pictures.GetLevels(sample).Span.CopyTo(levels);
            }

            if (mirrored)
            {
                Mirror(levels, pictures.Width);
            }

            options.Variation.Apply(levels, pictures.Width, ref random);
            if (options.RandomAugment > 0)
            {
                RandAugment.Apply(levels, pictures.Width, options.RandomAugment, ref random);
            }

            return ErasedBox.Choose(options.Variation.Erasing, pictures.Width, pictures.Height, ref random);
        }

        /// <param name="levels">[height, width, 3].</param>
        /// <param name="width">Pixels.</param>
        internal static void Mirror(Span<byte> levels, int width)
        {
            for (var row = levels; row.Length > 0; row = row[(width * Channels)..])
            {
                for (int left = 0, right = (width - 1) * Channels; left < right; left += Channels, right -= Channels)
                {
                    for (var channel = 0; channel < Channels; channel++)
                    {
                        (row[left + channel], row[right + channel]) = (row[right + channel], row[left + channel]);
                    }
                }
            }
        }
    }
}
