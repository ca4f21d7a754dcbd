using System.Collections.Generic;

namespace Saccade.Package.Tests.Rooms
{
    /// <summary>One room of an assembly knows another.</summary>
    /// <param name="From">The room whose files use the other's types.</param>
    /// <param name="To">The room whose types they use.</param>
    /// <param name="Uses">Each use once, as "file uses type", in ordinal order.</param>
    internal sealed record RoomArrow(string From, string To, IReadOnlyList<string> Uses);
}
