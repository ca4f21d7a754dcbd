using System.IO;
using System.Runtime.Versioning;

namespace Saccade.Editor.Tests.Training
{
    /// <summary>A shell script that plays a program.</summary>
    [UnsupportedOSPlatform("windows")]
    internal static class Script
    {
        /// <summary>Writes an executable script.</summary>
        /// <returns>Its path.</returns>
        internal static string Write(string folder, string name, string body)
        {
            var path = Path.Combine(folder, name);
            File.WriteAllText(path, "#!/bin/sh\n" + body);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return path;
        }
    }
}
