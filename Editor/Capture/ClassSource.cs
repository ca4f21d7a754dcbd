namespace Saccade.Editor.Capture
{
    /// <summary>Where a picture's class comes from.</summary>
    internal enum ClassSource
    {
        /// <summary>The capture decides, and the scene's randomizers show it.</summary>
        Randomizers,

        /// <summary>From the <see cref="ClassLabel"/> that is nearest to the view's centre.</summary>
        LabelledObject,

        /// <summary>The user names it.</summary>
        Named,
    }
}
