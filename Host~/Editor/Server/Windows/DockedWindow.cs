using Saccade.Host.Editor.Elements;

namespace Saccade.Host.Editor.Windows
{
    /// <summary>An open window.</summary>
    /// <param name="Id">Its number.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Root">What it shows.</param>
    public sealed record DockedWindow(int Id, string Title, ElementSnapshot Root);
}
