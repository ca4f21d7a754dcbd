using UnityEngine;

namespace Saccade.Host
{
    /// <summary>One thing that happened to mouse or keys.</summary>
    internal readonly record struct InputEvent(InputEventKind Kind, KeyCode Key, Vector2 Value);
}
