using System.Collections.Generic;

namespace Saccade.Host.Editor.Inspecting
{
    /// <summary>The object that the inspector shows.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="IsActive">Whether it is active itself.</param>
    /// <param name="Tag">Its tag.</param>
    /// <param name="Components">Its components.</param>
    public sealed record InspectedObject(int Id, string Name, bool IsActive, string Tag, IReadOnlyList<InspectedComponent> Components);
}
