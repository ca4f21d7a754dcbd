using System;
using System.IO;
using SkiaSharp;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>A JPEG that costs as much to decode as a photograph: soft shapes on a gradient, with a sensor's noise.</summary>
    internal static class SyntheticPhotograph
    {
        private const int Shapes = 80;
        private const int Noise = 6;

        /// <summary>Draws and writes the picture, the same every time.</summary>
        internal static void Write(string path, int width, int height)
        {
            Random random = new(1);
            using SKBitmap bitmap = new(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
            Draw(bitmap, random);
            foreach (ref var level in bitmap.GetPixelSpan())
            {
                level = (byte)Math.Clamp(level + random.Next(-Noise, Noise + 1), 0, 255);
            }

            using var stream = File.Create(path);
            bitmap.Encode(stream, SKEncodedImageFormat.Jpeg, quality: 90);
        }

        private static void Draw(SKBitmap bitmap, Random random)
        {
            using SKCanvas canvas = new(bitmap);
            using SKPaint sky = new()
            {
                Shader = SKShader.CreateLinearGradient(
                    default, new SKPoint(0, bitmap.Height), [new SKColor(120, 160, 220), new SKColor(90, 110, 60)], SKShaderTileMode.Clamp),
            };
            canvas.DrawPaint(sky);
            for (var shape = 0; shape < Shapes; shape++)
            {
                using SKPaint paint = new()
                {
                    IsAntialias = true,
                    Color = new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256), 160),
                };
                canvas.DrawOval(
                    random.Next(bitmap.Width),
                    random.Next(bitmap.Height),
                    random.Next(bitmap.Width / 8),
                    random.Next(bitmap.Height / 8),
                    paint);
            }
        }
    }
}
