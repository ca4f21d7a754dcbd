namespace Saccade
{
    /// <summary>Which clock a classifier's rate and smoothing follow.</summary>
    public enum ClockMode
    {
        /// <summary>The machine's: as many labels a second as somebody in front of the screen sees.</summary>
        RealTime,

        /// <summary>
        /// The game's (<c>Time.timeAsDouble</c>): slow motion, a pause and a recorder with <c>Time.captureDeltaTime</c> stretch it, so that
        /// a recorded film has as many pictures classified as the game would have had.
        /// </summary>
        GameTime,
    }
}
