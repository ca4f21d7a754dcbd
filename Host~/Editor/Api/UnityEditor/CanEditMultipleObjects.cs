using System;

namespace UnityEditor
{
    /// <summary>Says that an <see cref="Editor"/> copes with several objects at once.</summary>
    public sealed class CanEditMultipleObjects : Attribute
    {
    }
}
