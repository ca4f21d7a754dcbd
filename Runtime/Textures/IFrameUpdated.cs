namespace Saccade.Textures
{
    /// <summary>Who is told of frames, see <see cref="FrameUpdates"/>.</summary>
    internal interface IFrameUpdated
    {
        /// <summary>A frame begins.</summary>
        void BeginFrame();

        /// <summary>No further frame comes: the game ends.</summary>
        void End();
    }
}
