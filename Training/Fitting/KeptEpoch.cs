namespace Saccade.Training.Fitting
{
    /// <summary>Which epoch's weights are kept.</summary>
    public enum KeptEpoch
    {
        /// <summary>
        /// The one with the highest macro accuracy on the validation pictures; among equals the one with the lowest loss.
        /// </summary>
        Best,

        /// <summary>The last.</summary>
        Last,
    }
}
