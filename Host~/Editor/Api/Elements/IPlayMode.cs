namespace Saccade.Host.Editor
{
    /// <summary>Plays, pauses and stops the scene. Engine thread only.</summary>
    internal interface IPlayMode
    {
        /// <summary>Whether the game plays, or is asked to from the next tick on.</summary>
        bool IsPlaying { get; set; }

        /// <summary>Whether a playing game stands still.</summary>
        bool IsPaused { get; set; }

        /// <summary>Pauses, and lets one frame pass.</summary>
        void Step();
    }
}
