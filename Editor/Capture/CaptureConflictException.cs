using System;

namespace Saccade.Editor.Capture
{
    /// <summary>A folder holds a data set that was begun with other settings.</summary>
    internal sealed class CaptureConflictException : Exception
    {
        public CaptureConflictException(string message, CaptureSettings existing)
            : base(message)
        {
            Existing = existing;
        }

        /// <summary>The asked-for settings, with what contradicted replaced by the folder's.</summary>
        public CaptureSettings Existing { get; }
    }
}
