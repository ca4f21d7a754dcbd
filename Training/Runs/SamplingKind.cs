namespace Saccade.Training.Runs
{
    /// <summary>How often training pictures come in an epoch.</summary>
    public enum SamplingKind
    {
        /// <summary>Each once.</summary>
        Uniform,

        /// <summary>
        /// Drawn by chance so that every class comes equally often: some pictures of rare classes several times, some of frequent ones not
        /// at all.
        /// </summary>
        Balanced,
    }
}
