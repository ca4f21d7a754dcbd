namespace Saccade.Capture.Cameras
{
    /// <summary>Why the pictures of a camera can't be had.</summary>
    internal enum CameraFault
    {
        /// <summary>They can.</summary>
        None,

        /// <summary>It draws over the picture of another camera.</summary>
        IsOverlay,

        /// <summary>It renders for a headset, both eyes at once or one after the other.</summary>
        IsStereo,

        /// <summary>It renders to another display than the first.</summary>
        IsOnOtherDisplay,

        /// <summary>Nothing of its viewport lies on the target.</summary>
        HasNoViewport,

        /// <summary>The scriptable render pipeline has nobody to ask for the screen's picture.</summary>
        HasNoSource,

        /// <summary>The scriptable render pipeline was asked for the screen's picture and gave none.</summary>
        IsUnanswered,
    }
}
