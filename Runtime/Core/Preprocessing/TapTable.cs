using System;

namespace Saccade.Preprocessing
{
    /// <summary>
    /// Which source pixels make each output pixel along one axis, and with what weight: the whole of a resize filter, as
    /// integers. The processor and the compute shader both read this table, so neither has filter arithmetic of its own.
    /// </summary>
    /// <remarks>
    /// The weights are Pillow's: 22-bit fixed point, one output pixel's weights sum to about 1 &lt;&lt; 22. An output pixel is
    /// <c>clamp((sum(weight * level) + (1 &lt;&lt; 21)) &gt;&gt; 22, 0, 255)</c>, in 32-bit integers. An output pixel without taps is
    /// level 0:
    /// that is how the zero padding of a crop larger than the picture is stated.
    /// </remarks>
    public sealed class TapTable
    {
        /// <summary>Fractional bits of a weight.</summary>
        public const int WeightBits = 22;

        private readonly int[] _starts;
        private readonly int[] _counts;
        private readonly int[] _weights;

        private TapTable(int sourceLength, int[] starts, int[] counts, int[] weights, int stride)
        {
            SourceLength = sourceLength;
            _starts = starts;
            _counts = counts;
            _weights = weights;
            Stride = stride;
        }

        /// <summary>Pixels of the source along this axis.</summary>
        public int SourceLength { get; }

        /// <summary>Pixels of the output along this axis.</summary>
        public int Length => _starts.Length;

        /// <summary>Weights kept for each output pixel: the largest tap count of any.</summary>
        public int Stride { get; }

        /// <summary>For each output pixel, the first source pixel it reads. [Length], each in 0..SourceLength-1.</summary>
        public ReadOnlySpan<int> Starts => _starts;

        /// <summary>
        /// For each output pixel, how many consecutive source pixels it reads. [Length], each in 0..Stride; 0 means level 0.
        /// </summary>
        public ReadOnlySpan<int> Counts => _counts;

        /// <summary>The weights, [Length, Stride] in row-major order; those past an output pixel's count are 0.</summary>
        public ReadOnlySpan<int> Weights => _weights;

        /// <summary>True when every output pixel is just the source pixel of the same index.</summary>
        public bool IsIdentity
        {
            get
            {
                if (Stride != 1 || Length != SourceLength)
                {
                    return false;
                }

                for (var i = 0; i < Length; i++)
                {
                    if (_starts[i] != i || _counts[i] != 1)
                    {
                        return false;
                    }
                }

                return true;
            }
        }

        /// <summary>The first and one past the last source pixel that any output pixel reads; (0, 0) when none is read.</summary>
        public (int Start, int End) SourceRange
        {
            get
            {
                var start = int.MaxValue;
                var end = 0;
                for (var i = 0; i < Length; i++)
                {
                    if (_counts[i] == 0)
                    {
                        continue;
                    }

                    start = Math.Min(start, _starts[i]);
                    end = Math.Max(end, _starts[i] + _counts[i]);
                }

                return end == 0 ? (0, 0) : (start, end);
            }
        }

        /// <summary>
        /// Makes the table that resizes <paramref name="sourceLength"/> pixels to <paramref name="resizedLength"/> and keeps the
        /// <paramref name="length"/> of them that begin at <paramref name="offset"/>. Equal to Pillow's
        /// <c>Image.resize</c> followed by a crop with zero padding.
        /// </summary>
        /// <param name="sourceLength">Pixels of the source, at least 1.</param>
        /// <param name="resizedLength">Pixels after the resize, at least 1.</param>
        /// <param name="filter">The resampling filter; it is widened by the shrink factor, so that it antialiases.</param>
        /// <param name="offset">The resized pixel that becomes output pixel 0; negative pads before it.</param>
        /// <param name="length">Pixels of the output, at least 1; those outside the resized picture are padding.</param>
        /// <exception cref="ArgumentOutOfRangeException">A length is below 1, or the filter is none of Pillow's.</exception>
        public static TapTable Create(int sourceLength, int resizedLength, ResampleFilter filter, int offset, int length)
        {
            if (sourceLength < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(sourceLength), sourceLength, "A picture has at least one pixel a side.");
            }

            if (resizedLength < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(resizedLength), resizedLength, "A picture has at least one pixel a side.");
            }

            if (length < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(length), length, "A picture has at least one pixel a side.");
            }

            var starts = new int[length];
            var counts = new int[length];
            if (sourceLength == resizedLength || filter == ResampleFilter.Nearest)
            {
                var ones = PickPixels(sourceLength, resizedLength, offset, starts, counts);
                return new TapTable(sourceLength, starts, counts, ones, 1);
            }

            var scale = (double)sourceLength / resizedLength;
            var filterScale = Math.Max(scale, 1.0);
            var support = Support(filter) * filterScale;
            var stride = Math.Min((int)Math.Ceiling(support) * 2 + 1, sourceLength);
            var weights = new int[checked(length * stride)];
            var exact = new double[stride];
            for (var i = 0; i < length; i++)
            {
                var resized = i + offset;
                if (resized < 0 || resized >= resizedLength)
                {
                    continue;
                }

                var centre = (resized + 0.5) * scale;
                var start = Math.Max((int)(centre - support + 0.5), 0);
                var count = Math.Min((int)(centre + support + 0.5), sourceLength) - start;
                double sum = 0;
                for (var tap = 0; tap < count; tap++)
                {
                    exact[tap] = Evaluate(filter, (tap + start - centre + 0.5) * (1.0 / filterScale));
                    sum += exact[tap];
                }

                for (var tap = 0; tap < count; tap++)
                {
                    var weight = sum == 0 ? exact[tap] : exact[tap] / sum;
                    weights[i * stride + tap] = (int)(weight * (1 << WeightBits) + (weight < 0 ? -0.5 : 0.5));
                }

                starts[i] = start;
                counts[i] = count;
            }

            return new TapTable(sourceLength, starts, counts, weights, stride);
        }

        private static int[] PickPixels(int sourceLength, int resizedLength, int offset, int[] starts, int[] counts)
        {
            var weights = new int[starts.Length];
            var scale = (double)sourceLength / resizedLength;

            // Pillow walks the source in steps of the scale instead of multiplying; at some sizes the two differ by a pixel.
            var position = scale * 0.5;
            for (var resized = 0; resized < resizedLength; resized++, position += scale)
            {
                var i = resized - offset;
                if (i < 0 || i >= starts.Length)
                {
                    continue;
                }

                starts[i] = Math.Min((int)position, sourceLength - 1);
                counts[i] = 1;
                weights[i] = 1 << WeightBits;
            }

            return weights;
        }

        private static double Support(ResampleFilter filter)
        {
            switch (filter)
            {
                case ResampleFilter.Box: return 0.5;
                case ResampleFilter.Bilinear: return 1.0;
                case ResampleFilter.Hamming: return 1.0;
                case ResampleFilter.Bicubic: return 2.0;
                case ResampleFilter.Lanczos: return 3.0;
                default: throw new ArgumentOutOfRangeException(nameof(filter), filter, "Expected one of Pillow's six filters, 0 to 5.");
            }
        }

        private static double Evaluate(ResampleFilter filter, double x)
        {
            switch (filter)
            {
                case ResampleFilter.Box:
                    return x > -0.5 && x <= 0.5 ? 1.0 : 0.0;
                case ResampleFilter.Bilinear:
                    return Math.Max(1.0 - Math.Abs(x), 0.0);
                case ResampleFilter.Hamming:
                    x = Math.Abs(x);
                    return x >= 1.0 ? 0.0 : Sinc(x) * (0.54 + 0.46 * Math.Cos(Math.PI * x));
                case ResampleFilter.Bicubic:
                    return Cubic(Math.Abs(x), -0.5);
                default:
                    return x >= -3.0 && x < 3.0 ? Sinc(x) * Sinc(x / 3.0) : 0.0;
            }
        }

        private static double Cubic(double x, double a)
        {
            if (x < 1.0)
            {
                return ((a + 2.0) * x - (a + 3.0)) * x * x + 1.0;
            }

            return x < 2.0 ? (((x - 5.0) * x + 8.0) * x - 4.0) * a : 0.0;
        }

        private static double Sinc(double x)
        {
            if (x == 0.0)
            {
                return 1.0;
            }

            x *= Math.PI;
            return Math.Sin(x) / x;
        }
    }
}
