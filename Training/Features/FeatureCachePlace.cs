namespace Saccade.Training.Features
{
    /// <summary>Where a run keeps features, and what all of them depend on.</summary>
    /// <param name="Directory">The folder.</param>
    /// <param name="Weights">The backbone, see <see cref="FeatureCacheKey.HashWeights"/>.</param>
    /// <param name="Data">The data set's fingerprint.</param>
    internal sealed record FeatureCachePlace(string Directory, string Weights, string Data);
}
