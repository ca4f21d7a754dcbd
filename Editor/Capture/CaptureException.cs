using System;

namespace Saccade.Editor.Capture
{
    /// <summary>A data set can't be captured as asked; the message says why and what to do.</summary>
    internal sealed class CaptureException : Exception
    {
        public CaptureException(string message)
            : base(message)
        {
        }

        public CaptureException(string message, Exception inner)
            : base(message, inner)
        {
        }
    }
}
