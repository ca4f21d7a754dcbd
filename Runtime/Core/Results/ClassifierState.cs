namespace Saccade
{
    /// <summary>What a classifier is doing, as a user should know it.</summary>
    public enum ClassifierState
    {
        /// <summary>It is disabled, or was never enabled.</summary>
        Off,

        /// <summary>Its first model is being loaded and warmed up.</summary>
        Loading,

        /// <summary>A model serves, and nothing was classified yet.</summary>
        WaitingForPicture,

        /// <summary>Results come as they should.</summary>
        Serving,

        /// <summary>A newer result should have come: label and overlay show what was seen a while ago.</summary>
        Stale,

        /// <summary>No model serves; the error says why.</summary>
        Failed,
    }
}
