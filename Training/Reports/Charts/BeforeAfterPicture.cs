using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Drawing;
using Saccade.Training.Pictures;
using Saccade.Training.Randomness;
using SkiaSharp;

namespace Saccade.Training.Reports.Charts
{
    /// <summary>Draws what two models make of the same pictures, side by side: usually one before and after it was trained.</summary>
    internal static class BeforeAfterPicture
    {
        private const int Side = 168;
        private const int RowHeight = Side + 20;
        private const int Margin = 24;
        private const int BarsWidth = 340;
        private const int BarsLeft = Margin + Side + 24;
        private const int Width = BarsLeft + 2 * (BarsWidth + Margin);
        private const int Top = 64;
        private const int Guesses = 3;

        private static readonly SKColor Other = new(0x9c, 0xa3, 0xaf);

        /// <summary>Chooses pictures by chance, one of each class before a second of any.</summary>
        /// <param name="truths">The classes of all pictures.</param>
        /// <param name="count">How many to choose at most.</param>
        /// <param name="seed">The same seed chooses the same pictures.</param>
        /// <returns>Indices into the truths.</returns>
        internal static int[] Choose(IReadOnlyList<int> truths, int count, long seed) => Enumerable.Range(0, truths.Count)
                .Select(picture => (picture, key: new SampleRandom(seed, 0, picture).NextInt(int.MaxValue)))
                .OrderBy(sample => sample.key)
                .GroupBy(sample => truths[sample.picture])
                .SelectMany(group => group.Select((sample, turn) => (sample.picture, sample.key, turn)))
                .OrderBy(sample => sample.turn)
                .ThenBy(sample => sample.key)
                .Take(count)
                .Select(sample => sample.picture)
                .ToArray();

        /// <summary>Draws the three most likely classes of both models for each picture.</summary>
        /// <param name="paths">The picture files.</param>
        /// <param name="truths">The classes that they show.</param>
        /// <param name="before">What the one model makes of them.</param>
        /// <param name="after">What the other makes of them.</param>
        /// <returns>A PNG file.</returns>
        /// <exception cref="TrainingException">A picture can't be read.</exception>
        internal static byte[] Draw(
            IReadOnlyList<string> paths, IReadOnlyList<IReadOnlyList<string>> truths, ModelGuesses before, ModelGuesses after)
        {
            using var heading = new SKFont(Typefaces.SemiBold, 18);
            return Sheet.ToPng(Width, Top + Math.Max(1, paths.Count) * (RowHeight + 24), canvas =>
            {
                Sheet.Text(canvas, before.Title, BarsLeft, 36, BarsWidth, heading, Sheet.Ink);
                Sheet.Text(canvas, after.Title, BarsLeft + BarsWidth + Margin, 36, BarsWidth, heading, Sheet.Ink);
                for (var i = 0; i < paths.Count; i++)
                {
                    var top = Top + i * (RowHeight + 24);
                    DrawPicture(canvas, paths[i], string.Join(", ", truths[i]), top);
                    DrawBars(canvas, before, i, truths[i], BarsLeft, top);
                    DrawBars(canvas, after, i, truths[i], BarsLeft + BarsWidth + Margin, top);
                }
            });
        }

        private static void DrawPicture(SKCanvas canvas, string path, string truth, float top)
        {
            using var font = new SKFont(Typefaces.SemiBold, 15);
            using var image = Thumbnail.ToImage(Picture.Decode(path));
            Thumbnail.Fit(canvas, image, SKRect.Create(Margin, top, Side, Side));
            Sheet.Text(canvas, truth, Margin, top + Side + 20, Side, font, Sheet.Ink);
        }

        private static void DrawBars(SKCanvas canvas, ModelGuesses model, int picture, IReadOnlyList<string> truths, float left, float top)
        {
            using var font = new SKFont(Typefaces.Regular, 14);
            using var number = new SKFont(Typefaces.SemiBold, 14);
            using var fill = new SKPaint();
            var probabilities = model.Probabilities[picture];
            var best = Enumerable.Range(0, probabilities.Length).OrderByDescending(label => probabilities[label]).Take(Guesses);
            foreach (var label in best)
            {
                var share = probabilities[label];
                var isRight = truths.Contains(model.Labels[label]);
                Sheet.Text(canvas, model.Labels[label], left, top + 16, BarsWidth - 70, font, Sheet.Ink);
                var percent = FormattableString.Invariant($"{share:P1}");
                Sheet.Text(canvas, percent, left + BarsWidth - number.MeasureText(percent), top + 16, 70, number, Sheet.Ink);
                fill.Color = Sheet.Lines;
                canvas.DrawRect(left, top + 24, BarsWidth, 14, fill);
                fill.Color = isRight ? Sheet.Right : Other;
                canvas.DrawRect(left, top + 24, BarsWidth * share, 14, fill);
                top += 56;
            }
        }
    }
}
