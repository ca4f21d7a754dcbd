namespace Saccade.Training.Data.Augmenting
{
    /// <summary>How training pictures are varied from epoch to epoch.</summary>
    public enum Augmentation
    {
        /// <summary>Not at all.</summary>
        None,

        /// <summary>Every other picture, by chance, is mirrored left to right.</summary>
        Flip,

        /// <summary>
        /// What tutorials of fine-tuning do: a random piece of the original picture, 8 to 100 % of its area, a little stretched,
        /// is resized to all that the model sees, then perhaps mirrored. torchvision's <c>RandomResizedCrop</c> and
        /// <c>RandomHorizontalFlip</c>, to the level what they make of a picture that Pillow opened.
        /// </summary>
        Tutorial,
    }
}
