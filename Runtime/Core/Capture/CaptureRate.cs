namespace Saccade
{
    /// <summary>How often a classifier takes a picture.</summary>
    public enum CaptureRate
    {
        /// <summary>As often as the model can: at most once a frame, and only when the model is about to be free for it.</summary>
        EveryFrame,

        /// <summary>A number of times a second at most.</summary>
        PerSecond,

        /// <summary>When a script asks for it.</summary>
        OnRequest,
    }
}
