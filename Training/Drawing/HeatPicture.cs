using System;
using System.Runtime.InteropServices;
using Saccade.Maps;
using SkiaSharp;

namespace Saccade.Training.Drawing
{
    /// <summary>Draws a grid of weights as the runtime's overlay does by default: what is shown where is Core's.</summary>
    internal static class HeatPicture
    {
        /// <summary>Draws the map; its smallest weight is transparent, and so is all of a flat map.</summary>
        /// <param name="weights">[gridHeight, gridWidth], finite, top row first.</param>
        /// <param name="gridHeight">Patches, at least 1.</param>
        /// <param name="gridWidth">Patches, at least 1.</param>
        internal static SKImage Draw(ReadOnlySpan<float> weights, int gridHeight, int gridWidth)
        {
            var width = gridWidth * HeatMap.PixelsPerPatch;
            var pixels = new SKPMColor[gridHeight * HeatMap.PixelsPerPatch * width];
            HeatMap map = new();
            if (map.TryTake(weights, gridHeight, gridWidth))
            {
                var colors = ColorTable.Create(ColorMap.Inferno);
                for (var i = 0; i < pixels.Length; i++)
                {
                    var heat = map.HeatAt((i % width + 0.5f) / HeatMap.PixelsPerPatch, (i / width + 0.5f) / HeatMap.PixelsPerPatch);
                    pixels[i] = SKPMColor.PreMultiply(FindColor(colors, heat));
                }
            }

            var info = new SKImageInfo(width, pixels.Length / width, SKImageInfo.PlatformColorType, SKAlphaType.Premul);
            return SKImage.FromPixelCopy(info, MemoryMarshal.AsBytes(pixels.AsSpan()));
        }

        private static SKColor FindColor(ReadOnlySpan<byte> colors, float heat)
        {
            var place = heat * (ColorTable.Length - 1);
            var below = Math.Min((int)place, ColorTable.Length - 2);
            var from = colors.Slice(4 * below, 4);
            var to = colors.Slice(4 * below + 4, 4);
            var beyond = place - below;
            return new SKColor(
                Mix(from[0], to[0], beyond), Mix(from[1], to[1], beyond), Mix(from[2], to[2], beyond),
                Mix(0, 255, heat * HeatMap.DefaultOpacity));
        }

        private static byte Mix(byte from, byte to, float beyond) => (byte)MathF.Round(from + (to - from) * beyond);
    }
}
