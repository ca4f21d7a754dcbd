namespace Saccade
{
    /// <summary>How the weights of patches fill the picture.</summary>
    public enum OverlayStyle
    {
        /// <summary>From patch to patch by a cubic B-spline.</summary>
        Smooth,

        /// <summary>Each patch in one colour: exactly what the model gives.</summary>
        Grid,
    }
}
