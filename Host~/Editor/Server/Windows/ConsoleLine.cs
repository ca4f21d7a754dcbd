using UnityEngine;

namespace Saccade.Host.Editor
{
    /// <summary>A line of the console.</summary>
    /// <param name="Number">Its number, from the editor's begin on.</param>
    /// <param name="Type">What kind of message it is.</param>
    /// <param name="Text">The message.</param>
    /// <param name="Trace">Where it was written, or empty.</param>
    public sealed record ConsoleLine(long Number, LogType Type, string Text, string Trace);
}
