using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Training.Fitting;
using SkiaSharp;

namespace Saccade.Training.Reports
{
    /// <summary>Draws a confusion matrix: rows are the truth, each row sums to one, zeros stay blank.</summary>
    internal static class ConfusionPicture
    {
        private const int MostConfusions = 5;

        private static readonly SKColor Ink = new(0x1f, 0x29, 0x37);
        private static readonly SKColor Full = new(0x1d, 0x4e, 0xd8);
        private static readonly SKColor Wrong = new(0xdc, 0x26, 0x26);
        private static readonly SKColor Lines = new(0xe5, 0xe7, 0xeb);

        internal static void Write(string path, IReadOnlyList<string> labels, ConfusionMatrix confusion)
        {
            var cell = Math.Clamp(1100 / labels.Count, 22, 64);
            using var names = new SKFont(Typefaces.Regular, Math.Clamp(cell * 0.4f, 13, 18));
            using var small = new SKFont(Typefaces.Regular, Math.Clamp(cell * 0.3f, 9, 16));
            using var heading = new SKFont(Typefaces.SemiBold, 20);
            using var ink = new SKPaint { Color = Ink, IsAntialias = true };

            var longest = labels.Max(label => names.MeasureText(label));
            var left = longest + 60;
            var top = longest * 0.75f + 110;
            var size = cell * labels.Count;
            var confusions = ListConfusions(labels, confusion);
            var width = (int)(left + size + Math.Max(40, longest * 0.75f + 20));
            var height = (int)(top + size + 50 + 26 * (confusions.Count + 1));

            using var bitmap = new SKBitmap(Math.Max(width, 580), height);
            using var canvas = new SKCanvas(bitmap);
            canvas.Clear(SKColors.White);
            canvas.DrawText("Rows: the truth. Columns: what the model said.", 24, 36, heading, ink);
            var summary = $"{confusion.Total} pictures, accuracy {confusion.Accuracy:P1}, macro accuracy {confusion.MacroAccuracy:P1}";
            canvas.DrawText(summary, 24, 62, names, ink);
            DrawNames(canvas, labels, names, ink, left, top, cell);
            DrawCells(canvas, confusion, small, left, top, cell);
            DrawConfusions(canvas, confusions, names, ink, top + size + 44);

            using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            using var stream = File.Create(path);
            data.SaveTo(stream);
        }

        private static void DrawNames(
            SKCanvas canvas, IReadOnlyList<string> labels, SKFont font, SKPaint ink, float left, float top, float cell)
        {
            for (var i = 0; i < labels.Count; i++)
            {
                var middle = (i + 0.5f) * cell + font.Size * 0.35f;
                canvas.DrawText(labels[i], left - 12, top + middle, SKTextAlign.Right, font, ink);
                canvas.Save();
                canvas.Translate(left + middle, top - 12);
                canvas.RotateDegrees(-45);
                canvas.DrawText(labels[i], 0, 0, font, ink);
                canvas.Restore();
            }
        }

        private static void DrawCells(SKCanvas canvas, ConfusionMatrix confusion, SKFont font, float left, float top, float cell)
        {
            using var fill = new SKPaint();
            using var line = new SKPaint { Color = Lines, IsStroke = true };
            using var text = new SKPaint { IsAntialias = true };
            for (var truth = 0; truth < confusion.Classes; truth++)
            {
                for (var predicted = 0; predicted < confusion.Classes; predicted++)
                {
                    var square = SKRect.Create(left + predicted * cell, top + truth * cell, cell, cell);
                    canvas.DrawRect(square, line);
                    if (confusion[truth, predicted] == 0)
                    {
                        continue;
                    }

                    var share = (float)confusion[truth, predicted] / confusion.GetTruths(truth);
                    fill.Color = (truth == predicted ? Full : Wrong).WithAlpha((byte)(35 + 220 * share));
                    canvas.DrawRect(square, fill);
                    text.Color = share > 0.5f ? SKColors.White : Ink;
                    canvas.DrawText($"{100 * share:0}", square.MidX, square.MidY + font.Size * 0.36f, SKTextAlign.Center, font, text);
                }
            }
        }

        private static List<string> ListConfusions(IReadOnlyList<string> labels, ConfusionMatrix confusion)
        {
            var pairs =
                from truth in Enumerable.Range(0, confusion.Classes)
                from predicted in Enumerable.Range(0, confusion.Classes)
                where truth != predicted && confusion[truth, predicted] > 0
                orderby confusion[truth, predicted] descending
                select $"{labels[truth]} taken for {labels[predicted]}: {confusion[truth, predicted]} of {confusion.GetTruths(truth)}";
            return pairs.Take(MostConfusions).ToList();
        }

        private static void DrawConfusions(SKCanvas canvas, List<string> confusions, SKFont font, SKPaint ink, float top)
        {
            var lines = confusions.Count == 0
                ? ["Nothing was confused."]
                : confusions.Prepend("Most often confused (the cells above are percent of their row):");
            foreach (var line in lines)
            {
                canvas.DrawText(line, 24, top, font, ink);
                top += 26;
            }
        }
    }
}
