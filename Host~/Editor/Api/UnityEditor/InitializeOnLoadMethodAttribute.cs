using System;

namespace UnityEditor
{
    /// <summary>Makes the editor call a static method whenever scripts have been loaded.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public class InitializeOnLoadMethodAttribute : Attribute
    {
    }
}
