namespace Saccade.Host.Editor
{
    /// <summary>A scene that listens to nothing.</summary>
    public sealed class NoGameInput : IGameInput
    {
        /// <inheritdoc />
        public void Apply(GameMessage message)
        {
        }
    }
}
