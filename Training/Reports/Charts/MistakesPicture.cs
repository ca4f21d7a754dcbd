using System;
using System.Collections.Generic;
using Saccade.Preprocessing;
using Saccade.Training.Drawing;
using Saccade.Training.Inference;
using SkiaSharp;

namespace Saccade.Training.Reports.Charts
{
    /// <summary>Draws the worst mistakes, each with where the model looked.</summary>
    internal static class MistakesPicture
    {
        private const int Side = 240;
        private const int Gap = 8;
        private const int CardWidth = 2 * Side + Gap;
        private const int Caption = 72;
        private const int Margin = 24;
        private const int Columns = 2;

        /// <summary>Draws the picture as it is and, where the model gives one, under its attention map, side by side.</summary>
        /// <returns>A JPEG file.</returns>
        internal static byte[] DrawCard(PicturePrediction prediction, PreprocessingRule rule)
        {
            using var card = new SKBitmap(CardWidth, Side);
            using var canvas = new SKCanvas(card);
            canvas.Clear(SKColors.White);
            using var plain = Thumbnail.ToImage(prediction.Picture);
            Thumbnail.Fit(canvas, plain, SKRect.Create(Side, Side));
            if (prediction.Map.Length == 0)
            {
                return Sheet.Encode(card, SKEncodedImageFormat.Jpeg);
            }

            var (width, height) = (prediction.Picture.Width, prediction.Picture.Height);
            using var overlay = OverlayPicture.Draw(
                prediction.Picture, rule.GetSeenRegion(width, height), prediction.Map, prediction.GridHeight, prediction.GridWidth, "");
            using var seen = SKImage.FromBitmap(overlay);
            Thumbnail.Fit(canvas, seen, SKRect.Create(Side + Gap, 0, Side, Side));
            return Sheet.Encode(card, SKEncodedImageFormat.Jpeg);
        }

        /// <summary>Draws all cards with their captions.</summary>
        /// <returns>A PNG file.</returns>
        internal static byte[] Draw(IReadOnlyList<Mistake> mistakes)
        {
            using var heading = new SKFont(Typefaces.SemiBold, 20);
            using var bold = new SKFont(Typefaces.SemiBold, 15);
            using var regular = new SKFont(Typefaces.Regular, 13);
            var rows = (mistakes.Count + Columns - 1) / Columns;
            var width = Columns * (CardWidth + Margin) + Margin;
            return Sheet.ToPng(width, 60 + Math.Max(1, rows) * (Side + Caption), canvas =>
            {
                var title = mistakes.Count == 0 ? "No mistakes" : "The worst mistakes: the picture, and where the model looked";
                Sheet.Text(canvas, title, Margin, 38, width - 2 * Margin, heading, Sheet.Ink);
                for (var i = 0; i < mistakes.Count; i++)
                {
                    var left = Margin + i % Columns * (CardWidth + Margin);
                    var top = 60 + i / Columns * (Side + Caption);
                    using var card = SKImage.FromEncodedData(mistakes[i].Card);
                    canvas.DrawImage(card, left, top);
                    Sheet.Text(canvas, Describe(mistakes[i]), left, top + Side + 22, CardWidth, bold, Sheet.Ink);
                    Sheet.Text(canvas, mistakes[i].Name, left, top + Side + 42, CardWidth, regular, Sheet.Faint);
                }
            });
        }

        private static string Describe(Mistake mistake) =>
            FormattableString.Invariant($"{mistake.Truth}, taken for {mistake.Prediction} ({mistake.Probability:P1})");
    }
}
