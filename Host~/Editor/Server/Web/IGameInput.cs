namespace Saccade.Host.Editor.Web
{
    /// <summary>Takes what the user does over the game view. Engine thread only.</summary>
    public interface IGameInput
    {
        /// <summary>Applies one message.</summary>
        /// <param name="message">What happened.</param>
        void Apply(GameMessage message);
    }
}
