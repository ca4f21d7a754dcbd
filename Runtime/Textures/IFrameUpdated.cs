namespace Saccade.Textures
{
    /// <summary>Who is told of frames, see <see cref="FrameUpdates"/>.</summary>
    internal interface IFrameUpdated
    {
        /// <summary>A frame begins.</summary>
        void BeginFrame();

        /// <summary>No further frame comes.</summary>
        /// <param name="reason">Why, as a sentence to show.</param>
        void End(string reason);
    }
}
