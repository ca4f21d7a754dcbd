using System;

namespace Saccade.Host.Editor.Session
{
    /// <summary>A scene that the editor can open.</summary>
    /// <param name="Name">What <c>--scene</c> calls it.</param>
    /// <param name="Description">One sentence: what is to be seen.</param>
    /// <param name="Fill">Makes its objects in an empty scene; called on the engine's thread, in edit mode.</param>
    public sealed record SceneEntry(string Name, string Description, Action Fill);
}
