using System;

namespace Saccade.Preprocessing
{
    /// <summary>
    /// A file of a model folder is missing, unreadable or says something that can't be right. The message names the file,
    /// the value, what was expected and what to do, and is meant to be shown as it is.
    /// </summary>
    public sealed class ModelFileException : Exception
    {
        /// <summary>Creates the exception with a message to show.</summary>
        /// <param name="message">Names the file, the value, what was expected and what to do.</param>
        public ModelFileException(string message)
            : base(message)
        {
        }

        /// <summary>Creates the exception with a message to show and what caused it.</summary>
        /// <param name="message">Names the file, the value, what was expected and what to do.</param>
        /// <param name="innerException">The failure underneath.</param>
        public ModelFileException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
