using Saccade.Host.Editor.Elements;

namespace Saccade.Host.Editor.Inspecting
{
    /// <summary>A component that the inspector shows.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Title">Its name in words.</param>
    /// <param name="IsEnabled">Whether it is enabled; null for one that can't be disabled.</param>
    /// <param name="CanRemove">Whether it can be removed: all but the transform.</param>
    /// <param name="Body">Its fields.</param>
    public sealed record InspectedComponent(int Id, string Title, bool? IsEnabled, bool CanRemove, ElementSnapshot Body);
}
