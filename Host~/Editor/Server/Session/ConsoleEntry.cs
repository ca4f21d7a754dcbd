using UnityEngine;

namespace Saccade.Host.Editor.Session
{
    /// <summary>A message of the console; the same one again and again is one entry.</summary>
    /// <param name="Id">Counts up from 1 and is never used again, not even after clearing.</param>
    /// <param name="Type">How bad it is.</param>
    /// <param name="Message">What was logged.</param>
    /// <param name="StackTrace">Where, for exceptions; else empty.</param>
    /// <param name="Count">How often it came in a row, 1 or more.</param>
    public sealed record ConsoleEntry(long Id, LogType Type, string Message, string StackTrace, int Count);
}
