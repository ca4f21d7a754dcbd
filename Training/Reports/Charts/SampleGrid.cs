using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Training.Data;
using Saccade.Training.Drawing;
using Saccade.Training.Files;
using Saccade.Training.Pictures;
using Saccade.Training.Randomness;
using SkiaSharp;

namespace Saccade.Training.Reports.Charts
{
    /// <summary>Draws what a data set looks like, and what a model is shown of it.</summary>
    internal static partial class SampleGrid
    {
        private const int MaxClasses = 40;
        private const int MaxSamples = 6;
        private const int RowsOfOneBlock = 12;
        private const int Margin = 24;
        private const int Gap = 8;
        private const int BlockGap = 48;
        private const int CellWidth = 128;
        private const int CellHeight = 96;
        private const int NameWidth = 230;
        private const int Heading = 64;

        private static readonly SKColor Ink = new(0x1f, 0x29, 0x37);
        private static readonly SKColor Faint = new(0x6b, 0x72, 0x80);

        /// <summary>Writes a PNG with a row for each class: its name and up to six of its training pictures, whole.</summary>
        /// <param name="path">The PNG file; an existing one is replaced.</param>
        /// <param name="pictures">Pictures that can be decoded.</param>
        /// <param name="labels">The class names; of more than 40 the first ones are drawn.</param>
        /// <param name="seed">What the choice depends on.</param>
        /// <param name="cancellation">Stops between two pictures; then nothing is written.</param>
        /// <exception cref="TrainingException">A picture can't be decoded.</exception>
        /// <exception cref="IOException">The file can't be written.</exception>
        internal static void Write(
            string path, IReadOnlyList<SurveyedPicture> pictures, IReadOnlyList<string> labels, long seed, CancellationToken cancellation)
        {
            var classes = Math.Min(labels.Count, MaxClasses);
            var rows = classes <= RowsOfOneBlock ? classes : (classes + 1) / 2;
            const int blockWidth = NameWidth + MaxSamples * (CellWidth + Gap);
            var width = 2 * Margin + blockWidth + (rows < classes ? BlockGap + blockWidth : 0);
            using var bitmap = new SKBitmap(width, Heading + rows * (CellHeight + Gap) + Margin);
            using var canvas = new SKCanvas(bitmap);
            using var pen = new GridPen(canvas);
            canvas.Clear(SKColors.White);
            var some = classes < labels.Count ? $"the first {classes} of " : "";
            pen.Write($"Training pictures of {some}{labels.Count} classes", Margin, 40, width - 2 * Margin, Typefaces.SemiBold, 20, Ink);
            var byClass = pictures.Where(picture => picture.Split == "train")
                .SelectMany(picture => picture.Labels.Select(label => (label, picture.Path)))
                .ToLookup(entry => entry.label, entry => entry.Path);
            for (var label = 0; label < classes; label++)
            {
                var left = Margin + label / rows * (BlockGap + blockWidth);
                var top = Heading + label % rows * (CellHeight + Gap);
                var files = byClass[label].Order(StringComparer.Ordinal).ToArray();
                pen.Write(labels[label], left, top + 44, NameWidth - 2 * Gap, Typefaces.SemiBold, 17, Ink);
                var count = FormattableString.Invariant($"{files.Length:N0} picture{(files.Length == 1 ? "" : "s")}");
                pen.Write(count, left, top + 66, NameWidth, Typefaces.Regular, 14, Faint);
                foreach (var (column, file) in Choose(files, new SampleRandom(seed, -1, label)).Index())
                {
                    cancellation.ThrowIfCancellationRequested();
                    var cell = SKRect.Create(left + NameWidth + column * (CellWidth + Gap), top, CellWidth, CellHeight);
                    var picture = Picture.Decode(file);
                    pen.Draw(picture, cell, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
                }
            }

            Save(bitmap, path);
        }

        private static IEnumerable<string> Choose(string[] files, SampleRandom random)
        {
            for (var i = 0; i < Math.Min(files.Length, MaxSamples); i++)
            {
                var other = i + random.NextInt(files.Length - i);
                (files[i], files[other]) = (files[other], files[i]);
                yield return files[i];
            }
        }

        private static void Save(SKBitmap bitmap, string path)
        {
            using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
            WholeFile.Write(path, data.SaveTo);
        }
    }
}
