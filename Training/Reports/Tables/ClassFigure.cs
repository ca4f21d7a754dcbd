using System;
using System.Collections.Generic;
using System.Globalization;
using Saccade.Training.Evaluation;

namespace Saccade.Training.Reports.Tables
{
    /// <summary>One number of a class, and what it is called wherever it is shown.</summary>
    /// <param name="Key">Its name in tables for programs.</param>
    /// <param name="Name">Its name for people.</param>
    /// <param name="Read">Takes it from the class's metrics.</param>
    internal sealed record ClassFigure(string Key, string Name, Func<ClassMetrics, double> Read)
    {
        /// <summary>All of them, in the order in which they are shown.</summary>
        internal static IReadOnlyList<ClassFigure> All { get; } =
        [
            new("precision", "precision", metrics => metrics.Precision),
            new("recall", "recall", metrics => metrics.Recall),
            new("f1", "F1", metrics => metrics.F1),
            new("support", "pictures", metrics => metrics.Support) { IsShare = false },
        ];

        /// <summary>Whether it is a share, shown in percent; otherwise a count.</summary>
        internal bool IsShare { get; init; } = true;

        /// <summary>The value for people.</summary>
        internal string Format(ClassMetrics metrics) => Read(metrics).ToString(IsShare ? "P1" : "F0", CultureInfo.InvariantCulture);
    }
}
