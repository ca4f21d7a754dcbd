using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Files;
using Saccade.Training.Drawing;
using Saccade.Training.Files;
using ScottPlot;
using ScottPlot.Plottables;

namespace Saccade.Training.Reports.Charts
{
    /// <summary>Draws how loss and accuracy went from epoch to epoch.</summary>
    internal static class CurvesPicture
    {
        private static readonly Color Train = Color.FromHex("#8a94a6");
        private static readonly Color Validation = Color.FromHex("#2563eb");
        private static readonly Color Macro = Color.FromHex("#f59e0b");

        internal static void Write(string path, IReadOnlyList<RunLog.EpochLine> epochs) =>
            WholeFile.Write(path, stream => stream.Write(Draw(epochs)));

        /// <summary>Draws the PNG file.</summary>
        internal static byte[] Draw(IReadOnlyList<RunLog.EpochLine> epochs)
        {
            Typefaces.Register();
            using var loss = MakePlot("Loss", epochs);
            Add(loss, epochs, "train", Train, epoch => epoch.TrainLoss);
            Add(loss, epochs, "validation", Validation, epoch => epoch.ValidationLoss);
            loss.Axes.SetLimitsY(0, 1.05 * epochs.Max(epoch => Math.Max(epoch.TrainLoss, epoch.ValidationLoss)));
            loss.ShowLegend(Alignment.UpperRight);

            var isMultiLabel = epochs[0].ValidationMeanAveragePrecision is not null;
            using var accuracy = MakePlot($"{(isMultiLabel ? "Average precision and F1" : "Accuracy")} on the validation pictures", epochs);
            if (isMultiLabel)
            {
                Add(accuracy, epochs, "mean average precision", Validation, epoch => epoch.ValidationMeanAveragePrecision ?? 0);
                Add(accuracy, epochs, "macro F1", Macro, epoch => epoch.ValidationMacroF1 ?? 0);
            }
            else
            {
                Add(accuracy, epochs, "accuracy", Validation, epoch => epoch.ValidationAccuracy);

                // Where classes are equally frequent the two are the same: the dashes let the other show through.
                Add(accuracy, epochs, "macro accuracy", Macro, epoch => epoch.ValidationMacroAccuracy).LinePattern = LinePattern.Dashed;
            }

            accuracy.Axes.SetLimitsY(0, 1.02);
            accuracy.ShowLegend(Alignment.LowerRight);

            return PlotPair.Draw(loss, accuracy);
        }

        private static Plot MakePlot(string title, IReadOnlyList<RunLog.EpochLine> epochs)
        {
            var plot = new Plot();
            plot.Title(title, 20);
            plot.XLabel("epoch", 15);
            plot.Legend.FontSize = 15;
            plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic { IntegerTicksOnly = true };
            plot.Grid.MajorLineColor = Colors.Black.WithOpacity(0.08);
            plot.Axes.SetLimitsX(Math.Min(1, epochs.Count - 1), Math.Max(2, epochs.Count));
            return plot;
        }

        private static Scatter Add(
            Plot plot, IReadOnlyList<RunLog.EpochLine> epochs, string name, Color color, Func<RunLog.EpochLine, double> value)
        {
            var line = plot.Add.Scatter(epochs.Select(epoch => (double)epoch.Epoch).ToArray(), epochs.Select(value).ToArray(), color);
            line.LegendText = name;
            line.LineWidth = 2.5f;
            line.MarkerSize = epochs.Count > 30 ? 0 : 6;
            return line;
        }
    }
}
