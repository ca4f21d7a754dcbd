using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Drawing;
using Saccade.Training.Fitting;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Saccade.Training.Reports.Charts
{
    /// <summary>Draws how the loss went while the learning rate grew.</summary>
    internal static class LearningRatePicture
    {
        private const int Width = 1000;
        private const int Height = 600;

        private static readonly Color Loss = Color.FromHex("#8a94a6");
        private static readonly Color Smooth = Color.FromHex("#2563eb");
        private static readonly Color Suggestion = Color.FromHex("#f59e0b");

        /// <summary>Draws the PNG file.</summary>
        /// <param name="trials">The steps, at least one.</param>
        /// <param name="suggested">The rate to mark; null for none.</param>
        internal static byte[] Draw(IReadOnlyList<RateTrial> trials, double? suggested)
        {
            Typefaces.Register();
            using var plot = new Plot();
            var title = suggested is { } rate ? FormattableString.Invariant($"Suggested: {rate:0.0e-0}") : "No rate is suggested";
            plot.Title($"Loss while the learning rate grows. {title}", 20);
            plot.XLabel("learning rate", 15);
            plot.YLabel("loss", 15);
            plot.Legend.FontSize = 15;
            plot.Grid.MajorLineColor = Colors.Black.WithOpacity(0.08);
            plot.Axes.Bottom.TickGenerator = new NumericAutomatic
            {
                IntegerTicksOnly = true,
                MinorTickGenerator = new LogMinorTickGenerator(),
                LabelFormatter = power => FormattableString.Invariant($"1e{power:0}"),
            };
            Add(plot, trials, "each step", Loss, trial => trial.Loss).LineWidth = 1;
            Add(plot, trials, "smoothed", Smooth, trial => trial.SmoothLoss).LineWidth = 3;
            if (suggested is { } marked)
            {
                var line = plot.Add.VerticalLine(Math.Log10(marked), 2, Suggestion, LinePattern.Dashed);
                line.LegendText = "suggested";
            }

            // What explodes may leave the picture, so that the fall is seen.
            var least = trials.Min(trial => trial.SmoothLoss);
            var most = trials.TakeWhile(trial => trial.SmoothLoss > least).Select(trial => trial.SmoothLoss).Append(least).Max();
            var range = Math.Max(most - least, 1e-3);
            plot.Axes.SetLimitsY(least - 0.2 * range, most + 0.6 * range);
            plot.ShowLegend(Alignment.UpperLeft);
            return Sheet.ToPng(Width, Height, canvas => plot.Render(canvas, new PixelRect(0, Width, Height, 0)));
        }

        private static ScottPlot.Plottables.Scatter Add(
            Plot plot, IReadOnlyList<RateTrial> trials, string name, Color color, Func<RateTrial, double> value)
        {
            var rates = trials.Select(trial => Math.Log10(trial.Rate)).ToArray();
            var line = plot.Add.Scatter(rates, trials.Select(value).ToArray(), color);
            line.LegendText = name;
            line.MarkerSize = trials.Count > 1 ? 0 : 6;
            return line;
        }
    }
}
