using System;

namespace Saccade.Host
{
    /// <summary>The host can't do what was asked; the message says why and what to do about it.</summary>
    public sealed class HostException : Exception
    {
        /// <summary>Creates the exception with a message that stands alone.</summary>
        public HostException(string message)
            : base(message)
        {
        }

        /// <summary>Creates the exception with a message that stands alone and the failure under it.</summary>
        public HostException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
