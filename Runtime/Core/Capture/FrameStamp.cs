namespace Saccade.Capture
{
    /// <summary>What travels with a picture from the camera to its label.</summary>
    public readonly struct FrameStamp
    {
        /// <summary>Stamps a picture.</summary>
        /// <param name="frame">Number of the frame that it was rendered in.</param>
        /// <param name="seconds">When it was captured, see <see cref="Seconds"/>.</param>
        /// <param name="region">The part of the camera's picture that the model sees, see <see cref="Region"/>.</param>
        /// <param name="gameSeconds">The same moment by the game's clock, see <see cref="GameSeconds"/>; null where there is none.</param>
        /// <param name="videoFrame">Number of the video's frame, or -1 for none.</param>
        public FrameStamp(long frame, double seconds, Region region, double? gameSeconds = null, long videoFrame = -1)
        {
            GameSeconds = gameSeconds ?? seconds;
            Frame = frame;
            Seconds = seconds;
            Region = region;
            VideoFrame = videoFrame;
        }

        /// <summary>Number of the frame that the picture was rendered in.</summary>
        public long Frame { get; }

        /// <summary>When the picture was captured, in seconds of the <see cref="Timing.IFrameProvider"/> in use.</summary>
        public double Seconds { get; }

        /// <summary>
        /// When the picture was captured by the clock that rate and smoothing follow: <see cref="Seconds"/> unless that is the game's.
        /// </summary>
        public double GameSeconds { get; }

        /// <summary>
        /// The part of the camera's picture that the model sees, as fractions of it with the origin at the top left corner. All
        /// of it unless a source rectangle or the preprocessing crops; it reaches outside 0..1 where the crop pads.
        /// </summary>
        public Region Region { get; }

        /// <summary>Number of the video's frame that the picture is, or -1 where it comes from no video.</summary>
        public long VideoFrame { get; }
    }
}
