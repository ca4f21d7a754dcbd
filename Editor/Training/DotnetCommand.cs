using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Saccade.Editor.Training
{
    /// <summary>Finds .NET's command. An editor that wasn't started from a shell doesn't always have it on its path.</summary>
    internal static class DotnetCommand
    {
        internal const string Download = "https://dotnet.microsoft.com/download/dotnet/10.0";
        private const string RootVariable = "DOTNET_ROOT";

        private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

        /// <summary>The command's full path where it is found, else its name.</summary>
        internal static string Find() => Find(
            Environment.GetEnvironmentVariable("PATH") ?? "", Environment.GetEnvironmentVariable(RootVariable) ?? "", UsualFolders());

        internal static string Find(string path, string root, IEnumerable<string> usual)
        {
            var name = IsWindows ? "dotnet.exe" : "dotnet";
            return path.Split(Path.PathSeparator).Append(root).Concat(usual)
                .Where(folder => folder.Trim().Length > 0)
                .Select(folder => Path.Combine(folder.Trim(), name))
                .FirstOrDefault(File.Exists) ?? "dotnet";
        }

        private static IEnumerable<string> UsualFolders()
        {
            if (IsWindows)
            {
                yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet");
            }

            yield return "/usr/local/share/dotnet";
            yield return "/usr/share/dotnet";
            yield return "/usr/lib/dotnet";
            yield return "/opt/homebrew/bin";
            yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet");
        }
    }
}
