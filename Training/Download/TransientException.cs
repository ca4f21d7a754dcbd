using System;

namespace Saccade.Training.Download
{
    /// <summary>Something failed that may well go right another time.</summary>
    internal sealed class TransientException(string message, TimeSpan? wait = null, Exception? innerException = null)
        : Exception(message, innerException)
    {
        /// <summary>How long the server asks to wait; null when it doesn't say.</summary>
        internal TimeSpan? Wait { get; } = wait;
    }
}
