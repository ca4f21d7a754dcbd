using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Saccade.Editor.Training
{
    /// <summary>
    /// Ends a process and all that it has started: .NET's command starts compilers, and a training may start programs too. Unity's own
    /// <c>Process.Kill</c> ends the one process alone.
    /// </summary>
    internal static class ProcessTree
    {
        private const int KillSignal = 9;
        private const int PatienceMilliseconds = 5000;
        private static readonly char[] Blank = { ' ' };

        // The two count their signals differently.
        private static int StopSignal => RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? 17 : 19;

        /// <summary>Ends it at once. One that has ended already is left alone.</summary>
        internal static void Kill(Process process)
        {
            try
            {
                if (process.HasExited)
                {
                    return;
                }

                if (!TryKillAll(process.Id) || !process.WaitForExit(PatienceMilliseconds))
                {
                    process.Kill();
                }
            }
            catch (Exception e) when (e is InvalidOperationException || e is Win32Exception)
            {
                // It ended by itself in between.
            }
        }

        // False where the system's own program for this can't be started: then the caller ends at least the one process.
        private static bool TryKillAll(int root)
        {
            try
            {
                if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
                {
                    Read(Path.Combine(Environment.SystemDirectory, "taskkill.exe"), "/PID", Text(root), "/T", "/F");
                }
                else
                {
                    KillAll(root);
                }

                return true;
            }
            catch (Win32Exception)
            {
                return false;
            }
        }

        // Each is stopped before its children are looked for, so that none can come in between and be lost with its parent.
        private static void KillAll(int root)
        {
            var found = new List<int> { root };
            for (var i = 0; i < found.Count; i++)
            {
                _ = Signal(found[i], StopSignal);
                found.AddRange(ChildrenOf(found[i]).Except(found).ToArray());
            }

            // One that has ended by itself in between takes no signal, and needs none.
            foreach (var id in found)
            {
                _ = Signal(id, KillSignal);
            }
        }

        private static IEnumerable<int> ChildrenOf(int parent)
        {
            var pairs = Directory.Exists("/proc/self") ? ListByFiles() : ListByProgram();
            return pairs.Where(pair => pair.Parent == parent).Select(pair => pair.Id);
        }

        private static IEnumerable<(int Id, int Parent)> ListByFiles()
        {
            foreach (var folder in Directory.GetDirectories("/proc"))
            {
                if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
                {
                    continue;
                }

                // The name in parentheses may hold anything; behind it come the state and the parent.
                var line = ReadLine(Path.Combine(folder, "stat"));
                var words = line.Substring(line.LastIndexOf(')') + 1).Split(Blank, StringSplitOptions.RemoveEmptyEntries);
                if (words.Length > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var parent))
                {
                    yield return (id, parent);
                }
            }
        }

        private static IEnumerable<(int Id, int Parent)> ListByProgram()
        {
            foreach (var line in Read("/bin/ps", "-A", "-o", "pid=,ppid=").Split('\n'))
            {
                var words = line.Split(Blank, StringSplitOptions.RemoveEmptyEntries);
                if (words.Length == 2)
                {
                    yield return (int.Parse(words[0], CultureInfo.InvariantCulture), int.Parse(words[1], CultureInfo.InvariantCulture));
                }
            }
        }

        private static string ReadLine(string path)
        {
            try
            {
                return File.ReadAllText(path);
            }
            catch (Exception e) when (e is IOException || e is UnauthorizedAccessException)
            {
                // It has ended, or is another user's.
                return "";
            }
        }

        private static string Read(string program, params string[] arguments)
        {
            var start = new ProcessStartInfo(program)
            {
                UseShellExecute = false,
                CreateNoWindow = true,
                RedirectStandardOutput = true,
            };
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using (var process = Process.Start(start))
            {
                var output = process!.StandardOutput.ReadToEnd();
                process.WaitForExit(PatienceMilliseconds);
                return output;
            }
        }

        private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

        [DllImport("libc", EntryPoint = "kill")]
        private static extern int Signal(int id, int signal);
    }
}
