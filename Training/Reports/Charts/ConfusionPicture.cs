using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Drawing;
using Saccade.Training.Evaluation;
using Saccade.Training.Files;
using SkiaSharp;

namespace Saccade.Training.Reports.Charts
{
    /// <summary>Draws a confusion matrix: rows are the truth, each row sums to one, zeros stay blank.</summary>
    internal static class ConfusionPicture
    {
        private const int MaxConfusions = 5;
        private const int MaxClasses = 100;
        private const int LongestName = 40;

        internal static void Write(string path, IReadOnlyList<string> labels, ConfusionMatrix confusion) =>
            WholeFile.Write(path, stream => stream.Write(Draw(labels, confusion)));

        /// <summary>Draws the PNG file.</summary>
        internal static byte[] Draw(IReadOnlyList<string> labels, ConfusionMatrix confusion)
        {
            labels = labels.Select(label => Sheet.ToLine(label, LongestName)).ToArray();
            var shown = ChooseClasses(confusion);
            var cell = Math.Clamp(1100 / shown.Length, 22, 64);
            using var names = new SKFont(Typefaces.Regular, Math.Clamp(cell * 0.4f, 13, 18));
            using var small = new SKFont(Typefaces.Regular, Math.Clamp(cell * 0.3f, 9, 16));
            using var heading = new SKFont(Typefaces.SemiBold, 20);
            using var ink = new SKPaint { Color = Sheet.Ink, IsAntialias = true };

            var longest = shown.Max(label => names.MeasureText(labels[label]));
            var left = longest + 60;
            var top = longest * 0.75f + 110;
            var size = cell * shown.Length;
            var confusions = ListConfusions(labels, confusion);
            var width = (int)(left + size + Math.Max(40, longest * 0.75f + 20));
            var height = (int)(top + size + 50 + 26 * (confusions.Count + 1));

            return Sheet.ToPng(Math.Max(width, 580), height, canvas =>
            {
                canvas.DrawText("Rows: the truth. Columns: what the model said.", 24, 36, heading, ink);
                canvas.DrawText(Summarize(confusion, shown.Length), 24, 62, names, ink);
                DrawNames(canvas, shown.Select(label => labels[label]).ToArray(), names, ink, left, top, cell);
                DrawCells(canvas, confusion, shown, small, left, top, cell);
                DrawConfusions(canvas, confusions, names, ink, top + size + 44);
            });
        }

        private static string Summarize(ConfusionMatrix confusion, int shown)
        {
            var part = shown < confusion.Classes ? $"; the {shown} of {confusion.Classes} classes with most mistakes" : "";
            return $"{confusion.Total} pictures, accuracy {confusion.Accuracy:P1}, macro accuracy {confusion.MacroAccuracy:P1}{part}";
        }

        // Nobody can read a thousand rows, and the picture would take gigabytes.
        private static int[] ChooseClasses(ConfusionMatrix confusion)
        {
            var classes = Enumerable.Range(0, confusion.Classes).ToArray();
            return classes.Length <= MaxClasses
                ? classes
                : classes
                    .OrderByDescending(label =>
                        classes.Where(other => other != label).Sum(other => confusion[label, other] + confusion[other, label]))
                    .Take(MaxClasses)
                    .Order()
                    .ToArray();
        }

        private static void DrawNames(
            SKCanvas canvas, string[] labels, SKFont font, SKPaint ink, float left, float top, float cell)
        {
            for (var i = 0; i < labels.Length; i++)
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

        private static void DrawCells(
            SKCanvas canvas, ConfusionMatrix confusion, int[] shown, SKFont font, float left, float top, float cell)
        {
            using var fill = new SKPaint();
            using var line = new SKPaint { Color = Sheet.Lines, IsStroke = true };
            using var text = new SKPaint { IsAntialias = true };
            for (var row = 0; row < shown.Length; row++)
            {
                for (var column = 0; column < shown.Length; column++)
                {
                    var (truth, predicted) = (shown[row], shown[column]);
                    var square = SKRect.Create(left + column * cell, top + row * cell, cell, cell);
                    canvas.DrawRect(square, line);
                    if (confusion[truth, predicted] == 0)
                    {
                        continue;
                    }

                    var share = (float)confusion[truth, predicted] / confusion.GetTruths(truth);
                    fill.Color = (truth == predicted ? Sheet.Right : Sheet.Wrong).WithAlpha((byte)(35 + 220 * share));
                    canvas.DrawRect(square, fill);
                    text.Color = share > 0.5f ? SKColors.White : Sheet.Ink;
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
            return pairs.Take(MaxConfusions).ToList();
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
