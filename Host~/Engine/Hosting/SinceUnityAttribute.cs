using System;

namespace Saccade.Host
{
    /// <summary>
    /// Marks what Unity has only since a version after 2022.3, and what the package therefore uses behind that version's symbol. It is not
    /// public, or the package could use it without; where the tests compile for such a version, they make it so.
    /// </summary>
    [AttributeUsage(AttributeTargets.Method)]
    internal sealed class SinceUnityAttribute : Attribute
    {
        internal SinceUnityAttribute(string version)
        {
            Version = version;
        }

        internal string Version { get; }
    }
}
