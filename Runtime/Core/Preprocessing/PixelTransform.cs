using System;
using Saccade.Files;

namespace Saccade.Preprocessing
{
    /// <summary>
    /// Follows a <see cref="PreprocessingRule"/> on the processor: 8-bit sRGB picture in, <c>pixel_values</c> out, equal to
    /// Hugging Face's Pillow image processors to the last bit. Keeps the plan of the last size, so that a stream of
    /// pictures of one size allocates nothing. Not for use by several threads at once.
    /// </summary>
    public sealed class PixelTransform
    {
        private const int Half = 1 << (TapTable.WeightBits - 1);

        private readonly float[] _table;
        private ResizePlan? _plan;
        private byte[] _between = Array.Empty<byte>();
        private byte[] _levels = Array.Empty<byte>();

        /// <summary>Creates the transform.</summary>
        /// <param name="rule">The rule to follow.</param>
        public PixelTransform(PreprocessingRule rule)
        {
            Rule = rule ?? throw new ArgumentNullException(nameof(rule));
            _table = rule.CreateNormalizationTable();
        }

        /// <summary>The rule that this transform follows.</summary>
        public PreprocessingRule Rule { get; }

        /// <summary>
        /// Writes what the model sees of a picture as [3, H, W], red plane first, with H and W from
        /// <see cref="PreprocessingRule.GetOutputSize"/>.
        /// </summary>
        /// <param name="rgb">The picture: [height, width, 3] bytes, top row first, sRGB.</param>
        /// <param name="width">Its width in pixels, at least 1.</param>
        /// <param name="height">Its height in pixels, at least 1.</param>
        /// <param name="pixelValues">Receives 3·H·W values.</param>
        /// <exception cref="ArgumentException">A span's length contradicts the sizes.</exception>
        public void Apply(ReadOnlySpan<byte> rgb, int width, int height, Span<float> pixelValues)
        {
            var levels = Resize(rgb, width, height, out var outputWidth, out var outputHeight);
            var plane = outputWidth * outputHeight;
            if (pixelValues.Length != PreprocessingRule.Channels * plane)
            {
                throw new ArgumentException(
                    $"{OnnxNames.PixelValues} has room for {pixelValues.Length} numbers, [3, {outputHeight}, {outputWidth}] has "
                    + $"{3 * plane}.", nameof(pixelValues));
            }

            for (var channel = 0; channel < PreprocessingRule.Channels; channel++)
            {
                ReadOnlySpan<float> table = _table.AsSpan(channel * 256, 256);
                var target = pixelValues.Slice(channel * plane, plane);
                for (int pixel = 0, source = channel; pixel < plane; pixel++, source += PreprocessingRule.Channels)
                {
                    target[pixel] = table[levels[source]];
                }
            }
        }

        /// <summary>
        /// Resizes and crops a picture to levels 0..255, before rescaling and normalisation: what a person would look at to see
        /// what the model sees.
        /// </summary>
        /// <param name="rgb">The picture: [height, width, 3] bytes, top row first, sRGB.</param>
        /// <param name="width">Its width in pixels, at least 1.</param>
        /// <param name="height">Its height in pixels, at least 1.</param>
        /// <param name="outputWidth">Width of the result in pixels.</param>
        /// <param name="outputHeight">Height of the result in pixels.</param>
        /// <returns>[outputHeight, outputWidth, 3] bytes, valid until the next call.</returns>
        /// <exception cref="ArgumentException">The span's length contradicts the size.</exception>
        public ReadOnlySpan<byte> Resize(ReadOnlySpan<byte> rgb, int width, int height, out int outputWidth, out int outputHeight)
        {
            if ((long)width * height * PreprocessingRule.Channels != rgb.Length)
            {
                throw new ArgumentException(
                    $"A picture of {width} x {height} has {(long)width * height * 3} bytes, this one {rgb.Length}.", nameof(rgb));
            }

            var plan = _plan;
            if (plan == null || plan.SourceWidth != width || plan.SourceHeight != height)
            {
                _plan = plan = Rule.Plan(width, height);
            }

            outputWidth = plan.OutputWidth;
            outputHeight = plan.OutputHeight;
            var levels = Ensure(ref _levels, outputWidth, outputHeight);
            if (plan.VerticalFirst)
            {
                var between = Ensure(ref _between, width, outputHeight);
                ResizeRows(rgb, width, plan.Rows, 0, between);
                ResizeColumns(between, width, outputHeight, plan.Columns, levels);
            }
            else
            {
                // Only the source rows that the second pass reads are worth resizing.
                var (start, end) = plan.Rows.SourceRange;
                var between = Ensure(ref _between, outputWidth, end - start);
                var rowBytes = width * PreprocessingRule.Channels;
                ResizeColumns(rgb.Slice(start * rowBytes, (end - start) * rowBytes), width, end - start, plan.Columns, between);
                ResizeRows(between, outputWidth, plan.Rows, start, levels);
            }

            return levels;
        }

        private static Span<byte> Ensure(ref byte[] buffer, int width, int height)
        {
            var length = checked(width * height * PreprocessingRule.Channels);
            if (buffer.Length < length)
            {
                buffer = new byte[length];
            }

            return buffer.AsSpan(0, length);
        }

        private static void ResizeColumns(ReadOnlySpan<byte> source, int width, int height, TapTable taps, Span<byte> target)
        {
            if (taps.IsIdentity)
            {
                source.Slice(0, target.Length).CopyTo(target);
                return;
            }

            var starts = taps.Starts;
            var counts = taps.Counts;
            var written = 0;
            for (var y = 0; y < height; y++)
            {
                var row = source.Slice(y * width * PreprocessingRule.Channels, width * PreprocessingRule.Channels);
                for (var x = 0; x < starts.Length; x++)
                {
                    var weights = taps.Weights.Slice(x * taps.Stride, counts[x]);
                    var pixels = row.Slice(
                        starts[x] * PreprocessingRule.Channels, weights.Length * PreprocessingRule.Channels);
                    var red = Half;
                    var green = Half;
                    var blue = Half;
                    for (int tap = 0, pixel = 0; tap < weights.Length; tap++, pixel += PreprocessingRule.Channels)
                    {
                        var weight = weights[tap];
                        red += pixels[pixel] * weight;
                        green += pixels[pixel + 1] * weight;
                        blue += pixels[pixel + 2] * weight;
                    }

                    target[written++] = ToLevel(red);
                    target[written++] = ToLevel(green);
                    target[written++] = ToLevel(blue);
                }
            }
        }

        // firstRow: the source row that lies at the beginning of the span.
        private static void ResizeRows(ReadOnlySpan<byte> source, int width, TapTable taps, int firstRow, Span<byte> target)
        {
            var rowBytes = width * PreprocessingRule.Channels;
            var starts = taps.Starts;
            var counts = taps.Counts;
            for (var y = 0; y < starts.Length; y++)
            {
                var weights = taps.Weights.Slice(y * taps.Stride, counts[y]);
                var row = target.Slice(y * rowBytes, rowBytes);
                if (weights.IsEmpty)
                {
                    row.Clear();
                    continue;
                }

                var rows = source.Slice((starts[y] - firstRow) * rowBytes, weights.Length * rowBytes);
                for (var i = 0; i < rowBytes; i++)
                {
                    var sum = Half;
                    for (int tap = 0, pixel = i; tap < weights.Length; tap++, pixel += rowBytes)
                    {
                        sum += rows[pixel] * weights[tap];
                    }

                    row[i] = ToLevel(sum);
                }
            }
        }

        private static byte ToLevel(int sum)
        {
            var level = sum >> TapTable.WeightBits;
            return (byte)(level < 0 ? 0 : level > 255 ? 255 : level);
        }
    }
}
