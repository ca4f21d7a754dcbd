namespace Saccade.Training.Runs
{
    /// <summary>Which epoch's weights the trained folder's model has. The other's are kept beside it.</summary>
    public enum KeptEpoch
    {
        /// <summary>The last, as transformers' trainer does; the best lies in <c>training/best/</c>.</summary>
        Last,

        /// <summary>
        /// The one with the highest macro accuracy on the validation pictures, among equals the one with the lowest loss; the last lies in
        /// <c>training/last/</c>.
        /// </summary>
        Best,
    }
}
