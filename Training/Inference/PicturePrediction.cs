using System.Collections.Generic;
using Saccade.Training.Pictures;

namespace Saccade.Training.Inference
{
    /// <summary>What a model makes of a picture.</summary>
    /// <param name="Picture">The picture.</param>
    /// <param name="Top">The most likely classes, the likeliest first; empty without a head.</param>
    /// <param name="Probabilities">That of every class in the order of the logits; empty without a head.</param>
    /// <param name="Map">A weight for each patch in grid order; empty where none was asked for or the model gives none.</param>
    /// <param name="GridHeight">Rows of the grid.</param>
    /// <param name="GridWidth">Columns of the grid.</param>
    internal sealed record PicturePrediction(
        Picture Picture, IReadOnlyList<Guess> Top, double[] Probabilities, float[] Map, int GridHeight, int GridWidth);
}
