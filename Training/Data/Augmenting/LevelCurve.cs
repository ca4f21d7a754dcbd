using System;

namespace Saccade.Training.Data.Augmenting
{
    /// <summary>Pillow's <c>ImageOps</c> that give each level of a channel another.</summary>
    internal static class LevelCurve
    {
        private const int Channels = 3;

        /// <summary>Keeps the highest bits.</summary>
        internal static void Posterize(Span<byte> levels, int bits)
        {
            var mask = (byte)(0xff << (8 - bits));
            foreach (ref var level in levels)
            {
                level &= mask;
            }
        }

        /// <summary>Inverts levels from a threshold on.</summary>
        internal static void Solarize(Span<byte> levels, double threshold)
        {
            foreach (ref var level in levels)
            {
                level = level < threshold ? level : (byte)(255 - level);
            }
        }

        /// <summary>Makes each channel's darkest level 0 and its brightest 255.</summary>
        internal static void StretchContrast(Span<byte> levels)
        {
            Span<byte> curve = stackalloc byte[256];
            for (var channel = 0; channel < Channels; channel++)
            {
                var counts = Count(levels, channel);
                var (darkest, brightest) = (Array.FindIndex(counts, count => count > 0), Array.FindLastIndex(counts, count => count > 0));
                if (brightest <= darkest)
                {
                    continue;
                }

                var scale = 255.0 / (brightest - darkest);
                var offset = -darkest * scale;
                for (var level = 0; level < curve.Length; level++)
                {
                    curve[level] = (byte)Math.Clamp((int)(level * scale + offset), 0, 255);
                }

                Apply(levels, channel, curve);
            }
        }

        /// <summary>Makes every level of a channel about as frequent as the others.</summary>
        internal static void Equalize(Span<byte> levels)
        {
            Span<byte> curve = stackalloc byte[256];
            for (var channel = 0; channel < Channels; channel++)
            {
                var counts = Count(levels, channel);
                var step = (levels.Length / Channels - Array.FindLast(counts, count => count > 0)) / 255;
                if (step == 0)
                {
                    continue;
                }

                var sum = step / 2;
                for (var level = 0; level < curve.Length; level++)
                {
                    curve[level] = (byte)Math.Min(sum / step, 255);
                    sum += counts[level];
                }

                Apply(levels, channel, curve);
            }
        }

        private static int[] Count(ReadOnlySpan<byte> levels, int channel)
        {
            var counts = new int[256];
            for (var i = channel; i < levels.Length; i += Channels)
            {
                counts[levels[i]]++;
            }

            return counts;
        }

        private static void Apply(Span<byte> levels, int channel, ReadOnlySpan<byte> curve)
        {
            for (var i = channel; i < levels.Length; i += Channels)
            {
                levels[i] = curve[levels[i]];
            }
        }
    }
}
