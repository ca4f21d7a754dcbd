namespace Saccade.Capture
{
    /// <summary>An encoder that knows why a picture was lost.</summary>
    internal interface ILossReason
    {
        /// <summary>Why the last picture was lost, as one message to show; null where it wasn't. Any thread.</summary>
        string? Loss { get; }
    }
}
