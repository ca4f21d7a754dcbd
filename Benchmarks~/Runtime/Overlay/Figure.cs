using System.Text.Json.Nodes;
using Saccade.Benchmarks.Runtime.Overlay.Scoring;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>A number with its 95 % interval.</summary>
    /// <param name="Value">Over all scenes.</param>
    /// <param name="Interval">By the bootstrap over scenes.</param>
    internal readonly record struct Figure(double Value, Interval Interval)
    {
        /// <summary>The interval as JSON.</summary>
        public static JsonArray ToJson(Interval interval) => [Round(interval.Low), Round(interval.High)];

        /// <summary>A number of six decimals.</summary>
        public static double Round(double value) => System.Math.Round(value, 6);
    }
}
