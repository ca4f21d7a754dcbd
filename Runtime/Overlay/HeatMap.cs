using System;
using UnityEngine;

namespace Saccade.Overlay
{
    /// <summary>
    /// Turns a grid of weights into the pixels of a small transparent picture: smoothed between patch centres by a cubic
    /// B-spline, coloured, and the more opaque the larger the weight. Allocates only when it is created.
    /// </summary>
    internal sealed class HeatMap
    {
        // Pixels a patch along each side: enough that the texture's own bilinear filter shows no facets.
        private const int PixelsPerPatch = 8;

        private const float FlatRange = 1e-4f;

        private readonly int _gridHeight;
        private readonly int _gridWidth;
        private readonly Color32[] _colors;
        private readonly Color32[] _pixels;
        private readonly float[] _rows;
        private readonly float[] _smooth;
        private readonly float[] _spline = new float[PixelsPerPatch * 4];

        public HeatMap(int gridHeight, int gridWidth, ColorMap map)
        {
            _gridHeight = gridHeight;
            _gridWidth = gridWidth;
            _colors = ColorTable.Create(map);
            _rows = new float[Height * gridWidth];
            _smooth = new float[Height * Width];
            _pixels = new Color32[Width * Height];
            for (int i = 0; i < PixelsPerPatch; i++)
            {
                // Where the pixel's centre lies between two patch centres.
                float t = ((i + 0.5f) / PixelsPerPatch + 0.5f) % 1f;
                _spline[i * 4] = (1 - t) * (1 - t) * (1 - t) / 6;
                _spline[i * 4 + 1] = (3 * t * t * t - 6 * t * t + 4) / 6;
                _spline[i * 4 + 2] = (-3 * t * t * t + 3 * t * t + 3 * t + 1) / 6;
                _spline[i * 4 + 3] = t * t * t / 6;
            }
        }

        /// <summary>Width of the picture in pixels.</summary>
        public int Width => _gridWidth * PixelsPerPatch;

        /// <summary>Height of the picture in pixels.</summary>
        public int Height => _gridHeight * PixelsPerPatch;

        /// <summary>Draws the weights, scaled so that the smallest is cold and the largest hot.</summary>
        /// <param name="weights">[gridHeight, gridWidth], top row first.</param>
        /// <param name="opacity">Opacity of the hottest place, 0 to 1; the coldest is transparent.</param>
        /// <returns>[Height, Width] colours, lowest row first, as textures want them; valid until the next call.</returns>
        public Color32[] Draw(ReadOnlySpan<float> weights, float opacity)
        {
            for (int y = 0; y < Height; y++)
            {
                for (int x = 0; x < _gridWidth; x++)
                    _rows[y * _gridWidth + x] = Smooth(weights, y, _gridHeight, x, _gridWidth);
            }

            float smallest = float.MaxValue;
            float largest = float.MinValue;
            for (int y = 0; y < Height; y++)
            {
                for (int x = 0; x < Width; x++)
                {
                    float value = Smooth(_rows, x, _gridWidth, y * _gridWidth, 1);
                    _smooth[y * Width + x] = value;
                    smallest = Math.Min(smallest, value);
                    largest = Math.Max(largest, value);
                }
            }

            // A flat map has no hottest place: nothing is drawn rather than its rounding errors.
            float scale = largest - smallest > largest * FlatRange ? 1f / (largest - smallest) : 0f;
            for (int y = 0; y < Height; y++)
            {
                int target = (Height - 1 - y) * Width;
                for (int x = 0; x < Width; x++)
                {
                    float value = (_smooth[y * Width + x] - smallest) * scale;
                    Color32 color = _colors[(int)(value * 255f + 0.5f)];
                    color.a = (byte)(Mathf.Clamp01(opacity) * value * 255f + 0.5f);
                    _pixels[target + x] = color;
                }
            }

            return _pixels;
        }

        // The spline along one axis at one pixel: values start at offset and lie stride apart, the border ones repeat outside.
        private float Smooth(ReadOnlySpan<float> values, int pixel, int length, int offset, int stride)
        {
            int first = (pixel + PixelsPerPatch / 2) / PixelsPerPatch - 2;
            int weights = pixel % PixelsPerPatch * 4;
            float sum = 0;
            for (int i = 0; i < 4; i++)
            {
                int place = Math.Min(Math.Max(first + i, 0), length - 1);
                sum += values[offset + place * stride] * _spline[weights + i];
            }

            return sum;
        }
    }
}
