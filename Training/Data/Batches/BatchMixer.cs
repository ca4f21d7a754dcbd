using System;
using System.Collections.Generic;
using Saccade.Training.Randomness;

namespace Saccade.Training.Data.Batches
{
    /// <summary>
    /// Mixes each picture of a batch with the one before it, the first with the last, and says what share of each class the result
    /// holds: mixup blends whole pictures, CutMix pastes a rectangle. One share and one rectangle for the batch, as in torchvision.
    /// </summary>
    internal readonly struct BatchMixer
    {
        private BatchMixer(double share, (int Left, int Top, int Right, int Bottom)? pasted)
        {
            Share = share;
            Pasted = pasted;
        }

        /// <summary>What remains of each picture, 0 to 1; the rest is its partner's.</summary>
        internal double Share { get; }

        /// <summary>The partner's pixels of this rectangle replace the picture's; null where the two are blended.</summary>
        internal (int Left, int Top, int Right, int Bottom)? Pasted { get; }

        /// <summary>Chooses how to mix a batch; this depends on nothing but the seed, the epoch and the batch's number.</summary>
        internal static BatchMixer Choose(BatchOptions options, int epoch, int batch, int width, int height)
        {
            // Samples count from 0, and -1 is the order's.
            var random = new SampleRandom(options.Seed, epoch, -2 - batch);
            var pastes = options.Cutmix > 0 && (options.Mixup == 0 || random.NextInt(2) == 1);
            var share = random.NextBeta(pastes ? options.Cutmix : options.Mixup);
            if (!pastes)
            {
                return new BatchMixer(share, null);
            }

            // The rectangle is as wide and as high, in proportion, as the picture; where it reaches outside, the share grows.
            var (centreX, centreY) = (random.NextInt(width), random.NextInt(height));
            var half = 0.5 * Math.Sqrt(1 - share);
            var (halfWidth, halfHeight) = ((int)(half * width), (int)(half * height));
            var (left, right) = (Math.Max(centreX - halfWidth, 0), Math.Min(centreX + halfWidth, width));
            var (top, bottom) = (Math.Max(centreY - halfHeight, 0), Math.Min(centreY + halfHeight, height));
            return new BatchMixer(1 - (double)(right - left) * (bottom - top) / (width * height), (left, top, right, bottom));
        }

        /// <param name="pixels">[B, 3, height, width]; replaced.</param>
        /// <param name="count">B.</param>
        /// <param name="width">Pixels.</param>
        internal void Mix(Span<float> pixels, int count, int width)
        {
            // From the last to the first, so that each partner is still as it was; the first one's has to be kept.
            var length = pixels.Length / count;
            var last = pixels[^length..].ToArray();
            for (var i = count - 1; i >= 0; i--)
            {
                var partner = i > 0 ? pixels.Slice((i - 1) * length, length) : last;
                Mix(pixels.Slice(i * length, length), partner, width);
            }
        }

        /// <summary>What a mixed batch's pictures show.</summary>
        /// <param name="targets">How much of each class the pictures show by themselves, [B, C].</param>
        /// <param name="classes">C.</param>
        /// <returns>[B, C]; a row sums to 1 where each picture shows one class.</returns>
        internal float[] MixTargets(IReadOnlyList<float> targets, int classes)
        {
            var mixed = new float[targets.Count];
            var (own, other) = ((float)Share, 1 - (float)Share);
            for (var i = 0; i < mixed.Length; i++)
            {
                mixed[i] = own * targets[i] + other * targets[i >= classes ? i - classes : mixed.Length - classes + i];
            }

            return mixed;
        }

        private void Mix(Span<float> picture, ReadOnlySpan<float> partner, int width)
        {
            if (Pasted is not { } pasted)
            {
                var (own, other) = ((float)Share, 1 - (float)Share);
                for (var i = 0; i < picture.Length; i++)
                {
                    picture[i] = own * picture[i] + other * partner[i];
                }

                return;
            }

            var plane = picture.Length / 3;
            for (var channel = 0; channel < 3; channel++)
            {
                for (var y = pasted.Top; y < pasted.Bottom; y++)
                {
                    var start = channel * plane + y * width + pasted.Left;
                    partner.Slice(start, pasted.Right - pasted.Left).CopyTo(picture[start..]);
                }
            }
        }
    }
}
