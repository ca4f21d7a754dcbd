using System;
using Saccade.Capture;
using Saccade.Preprocessing;

namespace Saccade.ModelInput
{
    /// <summary>
    /// Makes model input of pixels in memory with the training transform, on the thread that calls. Used by one thread at a time.
    /// </summary>
    internal sealed class PixelEncoder
    {
        private readonly EncodeShape _shape;
        private readonly PixelTransform _transform;
        private readonly float[] _planes;
        private byte[] _rgb = Array.Empty<byte>();

        public PixelEncoder(EncodeShape shape)
        {
            _shape = shape;
            _transform = new PixelTransform(shape.Rule);
            _planes = shape.PatchWidth > 0 ? new float[shape.Length] : Array.Empty<float>();
        }

        /// <summary>Bytes of a pixel.</summary>
        public static int BytesOf(PixelFormat format) => format == PixelFormat.Rgb24 || format == PixelFormat.Bgr24 ? 3 : 4;

        /// <summary>Encodes a picture.</summary>
        /// <param name="pixels">[height, width] pixels.</param>
        /// <param name="width">Width of the picture in pixels.</param>
        /// <param name="height">Height of the picture in pixels.</param>
        /// <param name="format">How a pixel lies in memory.</param>
        /// <param name="isBottomUp">Whether the first row is the picture's lowest.</param>
        /// <param name="numbers">Receives <see cref="EncodeShape.Length"/> numbers.</param>
        public void Encode(
            ReadOnlySpan<byte> pixels, int width, int height, PixelFormat format, bool isBottomUp, Span<float> numbers)
        {
            var rowBytes = width * PreprocessingRule.Channels;
            var length = rowBytes * height;
            if (_rgb.Length < length)
            {
                _rgb = new byte[length];
            }

            var stride = width * BytesOf(format);
            for (var y = 0; y < height; y++)
            {
                var row = isBottomUp ? height - 1 - y : y;
                Reorder(pixels.Slice(row * stride, stride), format, _rgb.AsSpan(y * rowBytes, rowBytes));
            }

            ReadOnlySpan<byte> rgb = _rgb.AsSpan(0, length);
            if (_shape.PatchWidth == 0)
            {
                _transform.Apply(rgb, width, height, numbers);
                return;
            }

            _transform.Apply(rgb, width, height, _planes);
            WritePatches(_planes, numbers);
        }

        private static void Reorder(ReadOnlySpan<byte> pixels, PixelFormat format, Span<byte> rgb)
        {
            if (format == PixelFormat.Rgb24)
            {
                pixels.CopyTo(rgb);
                return;
            }

            var bytes = BytesOf(format);
            var red = format == PixelFormat.Rgba32 ? 0 : 2;
            for (int from = 0, to = 0; to < rgb.Length; from += bytes, to += PreprocessingRule.Channels)
            {
                rgb[to] = pixels[from + red];
                rgb[to + 1] = pixels[from + 1];
                rgb[to + 2] = pixels[from + 2 - red];
            }
        }

        // [3, H, W] to [N, 3, P, P], row by row of a patch.
        private void WritePatches(ReadOnlySpan<float> planes, Span<float> patches)
        {
            var plane = _shape.Width * _shape.Height;
            var written = 0;
            for (var top = 0; top < _shape.Height; top += _shape.PatchHeight)
            {
                for (var left = 0; left < _shape.Width; left += _shape.PatchWidth)
                {
                    for (var channel = 0; channel < PreprocessingRule.Channels; channel++)
                    {
                        for (var y = top; y < top + _shape.PatchHeight; y++)
                        {
                            planes.Slice(channel * plane + y * _shape.Width + left, _shape.PatchWidth).CopyTo(patches.Slice(written));
                            written += _shape.PatchWidth;
                        }
                    }
                }
            }
        }
    }
}
