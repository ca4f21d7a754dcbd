using System;

namespace Saccade.Host.Editor.Inspecting
{
    /// <summary>A component that can be added.</summary>
    /// <param name="Path">Where the menu has it, parts separated by slashes.</param>
    /// <param name="Type">Its type.</param>
    public sealed record ComponentChoice(string Path, Type Type)
    {
        /// <summary>The last part of the path.</summary>
        public string Name => Path[(Path.LastIndexOf('/') + 1)..];

        /// <summary>What is before the last part, or empty.</summary>
        public string Group => Path.Contains('/', StringComparison.Ordinal)
            ? Path[..Path.LastIndexOf('/')].Replace("/", " \u203a ", StringComparison.Ordinal)
            : "";
    }
}
