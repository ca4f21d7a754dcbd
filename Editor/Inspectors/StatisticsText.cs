using System.Collections.Generic;
using System.Globalization;
using Saccade.Statistics;

namespace Saccade.Editor.Inspectors
{
    /// <summary>A classifier's statistics as a person reads them.</summary>
    internal static class StatisticsText
    {
        private const string Unknown = "–";

        /// <summary>The rows to show; the names are always the same.</summary>
        /// <param name="statistics">What was measured.</param>
        internal static IReadOnlyList<(string Name, string Value)> Rows(ClassifierStatistics statistics)
        {
            var isKnown = statistics.Classified > 0;
            return new[]
            {
                ("Labels a second", Format(statistics.LabelsPerSecond, "0.0")),
                ("Pictures", string.Format(
                    CultureInfo.InvariantCulture,
                    "{0} captured, {1} classified, {2} dropped",
                    statistics.Captured,
                    statistics.Classified,
                    statistics.Dropped)),
                ("Latency", isKnown
                    ? $"{Milliseconds(statistics.LatencyP50)} median, {Milliseconds(statistics.LatencyP95)} at 95 %"
                    : Unknown),
                ("Inference", isKnown ? Milliseconds(statistics.InferenceSeconds) : Unknown),
                ("Encode", isKnown ? Milliseconds(statistics.EncodeSeconds) : Unknown),
            };
        }

        private static string Milliseconds(double seconds) => double.IsNaN(seconds) ? Unknown : Format(seconds * 1000, "0.0") + " ms";

        private static string Format(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
    }
}
