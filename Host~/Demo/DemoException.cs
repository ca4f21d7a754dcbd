using System;

namespace Saccade.Host.Demo
{
    /// <summary>The demo can't go on. The message is meant to be shown as it is.</summary>
    internal sealed class DemoException(string message) : Exception(message);
}
