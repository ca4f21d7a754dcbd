using System;

namespace Saccade.Training.Hub
{
    /// <summary>Something failed that may well succeed later.</summary>
    internal sealed class TransientException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        : Exception(message, innerException)
    {
        /// <summary>How long the server wants to be left alone, if it said so.</summary>
        internal TimeSpan? RetryAfter { get; } = retryAfter;
    }
}
