using System.Collections.Generic;

namespace Saccade.Training.Reports.Charts
{
    /// <summary>What a model makes of some pictures.</summary>
    /// <param name="Title">What to call the model.</param>
    /// <param name="Labels">Its class names, in the order of the probabilities.</param>
    /// <param name="Probabilities">For each picture those of all classes, [C], 0..1.</param>
    internal sealed record ModelGuesses(string Title, IReadOnlyList<string> Labels, IReadOnlyList<float[]> Probabilities);
}
