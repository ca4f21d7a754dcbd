using System;

namespace Saccade.Host.Tooling
{
    /// <summary>A program of the host can't go on. The message is meant to be shown as it is.</summary>
    /// <param name="message">What happened, where, and what to do.</param>
    public sealed class ToolingException(string message) : Exception(message);
}
