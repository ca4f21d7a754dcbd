using System.Globalization;

namespace Saccade.Training.Reports
{
    /// <summary>One number that says how good a model is, and what it is called wherever it is shown.</summary>
    /// <param name="Key">Its name in <c>metrics.json</c>.</param>
    /// <param name="Name">Its name on pages and model cards.</param>
    /// <param name="Value">The number; a share is 0..1.</param>
    internal sealed record EvaluationFigure(string Key, string Name, double Value)
    {
        /// <summary>Its name in the line that the command prints; null where that leaves it out.</summary>
        internal string? Word { get; init; }

        /// <summary>The metric that the Hugging Face hub files it under on model cards; null where they leave it out.</summary>
        internal string? CardType { get; init; }

        /// <summary>Whether the page shows it.</summary>
        internal bool IsOnPage { get; init; } = true;

        /// <summary>Whether it is a share, shown in percent.</summary>
        internal bool IsShare { get; init; } = true;

        /// <summary>The value for people.</summary>
        /// <param name="decimals">Digits behind the point of what is no share.</param>
        internal string Format(int decimals) => Value.ToString(IsShare ? "P1" : $"F{decimals}", CultureInfo.InvariantCulture);
    }
}
