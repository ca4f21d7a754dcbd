using System;

namespace Saccade.Training.Export
{
    /// <summary>An exported file doesn't compute what the model computes, or can't be run at all.</summary>
    public sealed class ExportException : Exception
    {
        /// <summary>Creates the exception.</summary>
        /// <param name="message">What was expected, what came, and what to do.</param>
        /// <param name="innerException">What ONNX Runtime said, if it did.</param>
        public ExportException(string message, Exception? innerException = null)
            : base(message, innerException)
        {
        }
    }
}
