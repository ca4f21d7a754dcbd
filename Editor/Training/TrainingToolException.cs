using System;

namespace Saccade.Editor
{
    /// <summary>The training process failed, died or could not be started. The message is meant to be shown as it is.</summary>
    public sealed class TrainingToolException : Exception
    {
        /// <summary>Creates the exception with a message to show.</summary>
        /// <param name="message">What happened, with the end of the process's log.</param>
        public TrainingToolException(string message)
            : base(message)
        {
        }

        /// <summary>Creates the exception with a message to show and what caused it.</summary>
        /// <param name="message">What happened, with the end of the process's log.</param>
        /// <param name="innerException">The failure underneath.</param>
        public TrainingToolException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
