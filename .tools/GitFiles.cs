using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;

namespace Saccade.Tools
{
    /// <summary>The files of a checkout, as git knows them.</summary>
    /// <param name="Tracked">Paths relative to the folder asked about, with forward slashes.</param>
    /// <param name="Untracked">Those that git neither tracks nor ignores.</param>
    public sealed record GitFiles(IReadOnlyList<string> Tracked, IReadOnlyList<string> Untracked)
    {
        /// <summary>Asks git about a folder.</summary>
        /// <param name="root">The folder.</param>
        /// <returns>What is in it and below it.</returns>
        /// <exception cref="IOException">There is no git, or the folder is no checkout.</exception>
        public static GitFiles Read(string root)
        {
            // A tracked file that was deleted from the working tree is listed all the same, and missed later by its name.
            var tracked = List(root, "--cached");
            if (tracked.Length == 0)
            {
                throw new IOException($"{root}: git tracks no file in it. Run this in a checkout of the repository.");
            }

            return new GitFiles(tracked, List(root, "--others", "--exclude-standard"));
        }

        private static string[] List(string root, params string[] which)
        {
            ProcessStartInfo start = new("git")
            {
                WorkingDirectory = root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            foreach (var argument in which.Prepend("-z").Prepend("ls-files"))
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Start(start, root);
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0
                ? output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
                : throw new IOException(
                    $"{root}: git can't list its files, and they are packed as git lists them, so this works in a checkout only. "
                    + $"git says: {error.GetAwaiter().GetResult().Trim()}");
        }

        private static Process Start(ProcessStartInfo start, string root)
        {
            try
            {
                return Process.Start(start)!;
            }
            catch (Win32Exception e)
            {
                throw new IOException(
                    $"{root}: its files are packed as git lists them, and git can't be started: {e.Message}. Install git, or put it on "
                        + "the PATH.", e);
            }
        }
    }
}
