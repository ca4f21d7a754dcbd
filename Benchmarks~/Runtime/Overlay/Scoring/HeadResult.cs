namespace Saccade.Benchmarks.Runtime.Overlay.Scoring
{
    /// <summary>What one head of the last block scores, for the record.</summary>
    /// <param name="Head">Its number, from 0.</param>
    /// <param name="ValidationPointingGame">Share of hits in the validation scenes, by which the best head is chosen.</param>
    /// <param name="PointingGame">Share of hits in the scenes that are scored.</param>
    /// <param name="Energy">Mean energy in the scenes that are scored.</param>
    internal sealed record HeadResult(int Head, double ValidationPointingGame, double PointingGame, double Energy);
}
