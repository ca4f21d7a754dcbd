using System;

namespace Saccade.Training.Data.Augmenting
{
    /// <summary>
    /// Turns colours on their circle as torchvision's <c>adjust_hue</c> does with Pillow: there and back through HSV of 8 bits, which
    /// alone changes a picture a little.
    /// </summary>
    internal static class HueShift
    {
        /// <param name="levels">[height, width, 3]; replaced.</param>
        /// <param name="share">-0.5 to 0.5 of the circle.</param>
        internal static void Apply(Span<byte> levels, double share)
        {
            // What a C compiler makes of a negative number that becomes a byte: it wraps, and so does the sum.
            var shift = (byte)(int)(share * 255);
            for (var pixels = levels; pixels.Length > 0; pixels = pixels[3..])
            {
                var (hue, saturation, value) = ToHsv(pixels[0], pixels[1], pixels[2]);
                (pixels[0], pixels[1], pixels[2]) = ToRgb((byte)(hue + shift), saturation, value);
            }
        }

        private static (byte Hue, byte Saturation, byte Value) ToHsv(byte red, byte green, byte blue)
        {
            var most = Math.Max(red, Math.Max(green, blue));
            var least = Math.Min(red, Math.Min(green, blue));
            if (most == least)
            {
                return (0, 0, most);
            }

            // Single precision where Pillow has it: the hue is cut to a whole number.
            float range = most - least;
            var (redGap, greenGap, blueGap) = ((most - red) / range, (most - green) / range, (most - blue) / range);
            var hue = red == most ? blueGap - greenGap
                : green == most ? (float)(2.0 + redGap - blueGap)
                : (float)(4.0 + greenGap - redGap);
            hue = (float)((hue / 6.0 + 1.0) % 1.0);
            return (Clip(hue * 255.0), Clip(range / most * 255.0), most);
        }

        private static (byte Red, byte Green, byte Blue) ToRgb(byte hue, byte saturation, byte value)
        {
            if (saturation == 0)
            {
                return (value, value, value);
            }

            var sector = (int)Math.Floor(hue * 6.0 / 255.0);
            var rest = (float)(hue * 6.0 / 255.0 - sector);
            var strength = (float)(saturation / 255.0);
            var low = Round(value * (1.0 - strength));
            var falling = Round(value * (1.0 - strength * rest));
            var rising = Round(value * (1.0 - strength * (1.0 - rest)));
            return (sector % 6) switch
            {
                0 => (value, rising, low),
                1 => (falling, value, low),
                2 => (low, value, rising),
                3 => (low, falling, value),
                4 => (rising, low, value),
                _ => (value, low, falling),
            };
        }

        private static byte Clip(double level) => (byte)Math.Clamp((int)level, 0, 255);

        private static byte Round(double level) => Clip(Math.Round(level, MidpointRounding.AwayFromZero));
    }
}
