using System;

namespace Saccade.Training.Hub
{
    /// <summary>A model can't be had from the hub; the message says why and what to do, and is shown as it is.</summary>
    public sealed class HubException : Exception
    {
        /// <summary>Creates the exception.</summary>
        /// <param name="message">Names the repository or file, what happened, and what to do.</param>
        /// <param name="innerException">The failure underneath, if any.</param>
        public HubException(string message, Exception? innerException = null)
            : base(message, innerException)
        {
        }
    }
}
