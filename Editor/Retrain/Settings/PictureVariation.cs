namespace Saccade.Editor
{
    /// <summary>How a retraining varies its pictures.</summary>
    public enum PictureVariation
    {
        /// <summary>Not at all.</summary>
        None,

        /// <summary>Mirror images, half of the time.</summary>
        Flip,

        /// <summary>Random crops of 8 to 100 % of the area, and mirror images.</summary>
        Tutorial,
    }
}
