using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;

namespace Saccade.Host
{
    /// <summary>
    /// The programs that the stand-in engine compiles compute shaders with. Without them everything else works; a test that needs them
    /// skips itself and says <see cref="Missing"/>.
    /// </summary>
    public static class ComputeTools
    {
        internal const string Compiler = "glslangValidator";
        internal const string Translator = "spirv-cross";

        /// <summary>Whether compute shaders can be compiled on this machine.</summary>
        public static bool AreAvailable => Missing is null;

        /// <summary>What is missing and how to get it; null where nothing is.</summary>
        public static string? Missing
        {
            get
            {
                string[] packages =
                [
                    .. from tool in new[] { (Name: Compiler, Package: "glslang-tools"), (Name: Translator, Package: "spirv-cross") }
                       where Find(tool.Name) is null
                       select tool.Package,
                ];
                return packages.Length == 0
                    ? null
                    : $"compute shaders can't be compiled without the Debian packages {string.Join(" and ", packages)}. Install them with: "
                        + $"apt-get update && apt-get install --no-install-recommends -y {string.Join(' ', packages)}";
            }
        }

        /// <summary>The folders to look in, as the variable PATH lists them; null for that variable's own.</summary>
        internal static string? SearchPath { get; set; }

        /// <summary>Runs one of the tools to its end.</summary>
        /// <returns>Its exit status and what it wrote, on either stream.</returns>
        internal static (int Status, string Output) Run(string tool, IEnumerable<string> arguments, string folder)
        {
            var start = new ProcessStartInfo(Find(tool)!, arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            var errors = new StringBuilder();
            process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, process.ExitCode == 0 ? output : output + errors);
        }

        private static string? Find(string tool)
        {
            var path = SearchPath ?? Environment.GetEnvironmentVariable("PATH") ?? "";
            return path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(folder => Path.Combine(folder, tool))
                .FirstOrDefault(File.Exists);
        }
    }
}
