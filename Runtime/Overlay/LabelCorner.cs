namespace Saccade
{
    /// <summary>A corner of the camera's picture.</summary>
    public enum LabelCorner
    {
        /// <summary>The upper left corner.</summary>
        TopLeft,

        /// <summary>The upper right corner.</summary>
        TopRight,

        /// <summary>The lower left corner.</summary>
        BottomLeft,

        /// <summary>The lower right corner.</summary>
        BottomRight,
    }
}
