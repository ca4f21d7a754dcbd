namespace Saccade.Editor.Capture
{
    /// <summary>What a capture is doing.</summary>
    internal enum CaptureState
    {
        /// <summary>It takes pictures.</summary>
        Running,

        /// <summary>It takes none; what was taken is still being written, or is written.</summary>
        Paused,

        /// <summary>All pictures are there.</summary>
        Finished,

        /// <summary>It ended with an error.</summary>
        Failed,
    }
}
