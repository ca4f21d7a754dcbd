using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Drawing;
using Saccade.Training.Evaluation;
using ScottPlot;

namespace Saccade.Training.Reports.Charts
{
    /// <summary>Draws how often a model is right where it claims to be sure, and how often it claims that.</summary>
    internal static class ReliabilityPicture
    {
        private static readonly Color Accuracy = Color.FromHex("#2563eb");
        private static readonly Color Gap = Color.FromHex("#f59e0b");
        private static readonly Color Count = Color.FromHex("#8a94a6");

        /// <summary>Draws the PNG file.</summary>
        internal static byte[] Draw(Calibration calibration)
        {
            Typefaces.Register();

            // The bin of what is certain has no width: it is drawn with its neighbour.
            var bins = calibration.Bins.SkipLast(2).Append(Merge(calibration.Bins[^2], calibration.Bins[^1])).ToArray();
            using var reliability = MakePlot($"Reliability: expected calibration error {calibration.ExpectedError:P1}");
            Fill(reliability, bins, bin => bin.Accuracy, Accuracy);
            Fill(reliability, bins, bin => bin.Count == 0 ? 0 : bin.Confidence, Gap, outline: true);
            var ideal = reliability.Add.Line(0, 0, 1, 1);
            ideal.Color = Colors.Black.WithOpacity(0.5);
            ideal.LinePattern = LinePattern.Dashed;
            reliability.Axes.SetLimitsY(0, 1.02);
            reliability.ShowLegend(
            [
                new LegendItem { LabelText = "accuracy", FillColor = Accuracy },
                new LegendItem { LabelText = "mean confidence", LineColor = Gap, LineWidth = 3 },
                new LegendItem
                {
                    LabelText = "perfectly calibrated",
                    LineColor = ideal.Color,
                    LineWidth = 2,
                    LinePattern = LinePattern.Dashed,
                },
            ],
            Alignment.UpperLeft);

            using var histogram = MakePlot("Pictures by confidence");
            Fill(histogram, bins, bin => bin.Count, Count);
            histogram.Axes.SetLimitsY(0, 1.05 * Math.Max(1, bins.Max(bin => bin.Count)));

            return PlotPair.Draw(reliability, histogram);
        }

        private static CalibrationBin Merge(CalibrationBin last, CalibrationBin certain)
        {
            var count = last.Count + certain.Count;
            double Mean(Func<CalibrationBin, double> value) =>
                count == 0 ? 0 : (last.Count * value(last) + certain.Count * value(certain)) / count;

            return new CalibrationBin(last.Lower, certain.Upper, count, Mean(bin => bin.Confidence), Mean(bin => bin.Accuracy));
        }

        private static Plot MakePlot(string title)
        {
            var plot = new Plot();
            plot.Title(title, 20);
            plot.XLabel("confidence: the probability of the predicted class", 15);
            plot.Legend.FontSize = 15;
            plot.Grid.MajorLineColor = Colors.Black.WithOpacity(0.08);
            plot.Axes.SetLimitsX(0, 1);
            return plot;
        }

        private static void Fill(
            Plot plot, IReadOnlyList<CalibrationBin> bins, Func<CalibrationBin, double> value, Color color, bool outline = false)
        {
            foreach (var bin in bins.Where(bin => bin.Count > 0))
            {
                if (outline)
                {
                    plot.Add.Line(bin.Lower, value(bin), bin.Upper, value(bin)).LineStyle = new LineStyle { Color = color, Width = 3 };
                    continue;
                }

                var bar = plot.Add.Rectangle(bin.Lower, bin.Upper, 0, value(bin));
                bar.FillColor = color;
                bar.LineColor = Colors.White;
            }
        }
    }
}
