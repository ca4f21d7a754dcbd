using System;

namespace Saccade.Training
{
    /// <summary>
    /// Training can't start or go on for a reason that the user can mend; the message says what and how, and is shown as it is.
    /// </summary>
    public sealed class TrainingException : Exception
    {
        /// <summary>Creates the exception.</summary>
        /// <param name="message">Names the thing, the value, what was expected and what to do.</param>
        /// <param name="innerException">The failure underneath, if any.</param>
        public TrainingException(string message, Exception? innerException = null)
            : base(message, innerException)
        {
        }
    }
}
