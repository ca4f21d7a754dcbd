namespace Saccade.Training.Data
{
    /// <summary>How training pictures are varied from epoch to epoch.</summary>
    public enum Augmentation
    {
        /// <summary>Not at all.</summary>
        None,

        /// <summary>Every other picture, by chance, is mirrored left to right.</summary>
        Flip,

        /// <summary>
        /// A random piece of half to all of the picture's area, a little stretched, fills the whole, then perhaps mirrored: for
        /// training from scratch, where the same few pictures would soon be known by heart.
        /// </summary>
        Tutorial,
    }
}
