using Saccade.Training.Progress;

namespace Saccade.Training.Runs.CrossValidation
{
    /// <summary>What the run of one fold came to.</summary>
    /// <param name="Fold">1 for the first.</param>
    /// <param name="Report">The run.</param>
    /// <param name="Counts">
    /// What its model took for what of the fold's pictures, from which it didn't learn: a row is the truth, a column the guess.
    /// </param>
    internal sealed record FoldResult(int Fold, FinishReport Report, int[][] Counts);
}
