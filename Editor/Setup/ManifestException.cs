using System;

namespace Saccade.Editor.Setup
{
    /// <summary>A project's manifest can't be changed. The message is meant to be shown as it is.</summary>
    internal sealed class ManifestException : Exception
    {
        internal ManifestException(string message)
            : base(message)
        {
        }

        internal ManifestException(string message, Exception innerException)
            : base(message, innerException)
        {
        }
    }
}
