using System;
using System.Collections.Generic;

namespace Saccade
{
    /// <summary>
    /// What label events and a game's own UI read of a classifier, whatever its pictures come from. All of it is read on the main thread,
    /// and changes at the beginning of a frame at most.
    /// </summary>
    public interface IClassifier
    {
        /// <summary>The last result as the model gave it, or null. It may be overwritten by later results.</summary>
        Classification? Result { get; }

        /// <summary>The label, smoothed over time; null when no class is likely enough, or nothing was classified yet.</summary>
        string? Label { get; }

        /// <summary>Smoothed probability of every class, in the order of <see cref="Labels"/>; empty before the first result.</summary>
        ReadOnlySpan<float> Probabilities { get; }

        /// <summary>
        /// The names of the classes of the model that gave <see cref="Result"/>, the same list until another model did; empty before the
        /// first result.
        /// </summary>
        IReadOnlyList<string> Labels { get; }
    }
}
