using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Host;
using Saccade.Maps;
using SkiaSharp;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>Draws scenes below one another, and beside each picture every kind of map over it.</summary>
    internal sealed class ExampleSheet : IDisposable
    {
        private const int CellWidth = 224;
        private const int CellHeight = CellWidth * LabelledScenes.Height / LabelledScenes.Width;
        private const int Gap = 6;
        private const int Line = 22;

        // More than the overlay's own: here the map is what is looked at.
        private const float Opacity = 215;

        private static readonly SKColor Ink = new(0x1f, 0x29, 0x37);

        private readonly SKTypeface _typeface;
        private readonly SKFont _font;
        private readonly SKPaint _ink = new() { Color = Ink, IsAntialias = true };

        public ExampleSheet()
        {
            using var font = typeof(HostEngine).Assembly.GetManifestResourceStream("Fonts/Inter-Regular.ttf")!;
            _typeface = SKTypeface.FromStream(font);
            _font = new SKFont(_typeface, 13);
        }

        /// <summary>Writes the sheet.</summary>
        /// <param name="path">The PNG file; an existing one is replaced.</param>
        /// <param name="examples">The rows; all have the same kinds of map.</param>
        /// <param name="model">The model that made the maps.</param>
        public void Write(string path, IReadOnlyList<Example> examples, MapModel model)
        {
            var columns = 1 + examples[0].Maps.Count;
            using SKBitmap sheet = new(
                columns * (CellWidth + Gap) + Gap, Line + examples.Count * (CellHeight + Line + Gap) + Gap);
            using SKCanvas canvas = new(sheet);
            canvas.Clear(SKColors.White);
            string[] titles = ["picture", .. examples[0].Maps.Select(map => MapKinds.Describe(map.Kind))];
            for (var column = 0; column < columns; column++)
            {
                canvas.DrawText(titles[column], Gap + column * (CellWidth + Gap), Line - 6, _font, _ink);
            }

            for (var row = 0; row < examples.Count; row++)
            {
                var example = examples[row];
                float top = Line + row * (CellHeight + Line + Gap);
                using var picture = ToImage(example.Scene.Rgb);
                for (var column = 0; column < columns; column++)
                {
                    var cell = SKRect.Create(Gap + column * (CellWidth + Gap), top, CellWidth, CellHeight);
                    canvas.DrawImage(picture, cell, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
                    if (column > 0)
                    {
                        DrawMap(canvas, cell, example.Maps[column - 1].Map, model);
                    }
                }

                canvas.DrawText(example.Title, Gap, top + CellHeight + Line - 6, _font, _ink);
            }

            using var data = sheet.Encode(SKEncodedImageFormat.Png, 100);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using (var file = File.Create(path + ".new"))
            {
                data.SaveTo(file);
            }

            File.Move(path + ".new", path, true);
        }

        public void Dispose()
        {
            _ink.Dispose();
            _font.Dispose();
            _typeface.Dispose();
        }

        private static SKImage ToImage(byte[] rgb)
        {
            var rgba = new byte[rgb.Length / 3 * 4];
            for (var i = 0; i < rgb.Length / 3; i++)
            {
                rgb.AsSpan(i * 3, 3).CopyTo(rgba.AsSpan(i * 4));
                rgba[i * 4 + 3] = 255;
            }

            SKImageInfo info = new(LabelledScenes.Width, LabelledScenes.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
            return SKImage.FromPixelCopy(info, rgba);
        }

        // Patches as they are, unsmoothed, in the overlay's colours.
        private static void DrawMap(SKCanvas canvas, SKRect cell, float[] map, MapModel model)
        {
            var (left, top, width, height) =
                model.Folder.Rule.GetSeenRegion(LabelledScenes.Width, LabelledScenes.Height);
            var seen = SKRect.Create(
                cell.Left + left * cell.Width, cell.Top + top * cell.Height, width * cell.Width, height * cell.Height);
            canvas.Save();
            canvas.ClipRect(cell);
            canvas.ClipRect(seen, SKClipOperation.Difference);
            canvas.DrawColor(SKColors.Black.WithAlpha(150), SKBlendMode.SrcOver);
            canvas.Restore();

            HeatMap heat = new();
            var pixels = new byte[map.Length * 4];
            if (heat.TryTake(map, model.GridHeight, model.GridWidth))
            {
                var colors = ColorTable.Create(ColorMap.Inferno);
                for (var patch = 0; patch < map.Length; patch++)
                {
                    var weight = heat.Weights[patch];
                    colors.AsSpan(4 * (int)MathF.Round(weight * (ColorTable.Length - 1)), 3).CopyTo(pixels.AsSpan(4 * patch));
                    pixels[4 * patch + 3] = (byte)(weight * Opacity);
                }
            }

            SKImageInfo info = new(model.GridWidth, model.GridHeight, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            using var heatMap = SKImage.FromPixelCopy(info, pixels);
            canvas.Save();
            canvas.ClipRect(cell);
            canvas.DrawImage(heatMap, seen, new SKSamplingOptions(SKFilterMode.Nearest));
            canvas.Restore();
        }
    }
}
