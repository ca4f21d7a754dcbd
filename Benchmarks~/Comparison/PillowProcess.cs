using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>A Python process that loads pictures with Pillow, see pillow.py.</summary>
    internal sealed class PillowProcess : IDisposable
    {
        /// <summary>The environment variable that names the Python to use.</summary>
        internal const string Variable = "SACCADE_PYTHON";

        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

        private readonly Process _process;

        private PillowProcess(Process process, string version)
        {
            _process = process;
            Version = version;
        }

        /// <summary>The versions of Pillow and NumPy.</summary>
        internal string Version { get; }

        /// <summary>Starts the first Python that has Pillow and NumPy.</summary>
        /// <returns>The process, or null if there is none.</returns>
        internal static PillowProcess? Start()
        {
            string? chosen = Environment.GetEnvironmentVariable(Variable);
            string[] programs = chosen is not null ? [chosen] : OperatingSystem.IsWindows() ? ["python"] : ["python3", "/usr/bin/python3"];
            foreach (string program in programs)
            {
                if (Start(program) is { } process)
                {
                    return process;
                }
            }

            return null;
        }

        /// <summary>Loads a picture.</summary>
        /// <param name="path">The picture.</param>
        /// <param name="target">Where to write the values, or nothing.</param>
        /// <returns>The milliseconds that it took, measured there.</returns>
        internal double Load(string path, string target = "")
        {
            _process.StandardInput.WriteLine($"{path}\t{target}");
            _process.StandardInput.Flush();
            string? answer = ReadLine(_process);
            return double.TryParse(answer, out double milliseconds)
                ? milliseconds
                : throw new InvalidOperationException($"{path}: Python couldn't load the picture: {_process.StandardError.ReadToEnd()}");
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            // The script ends with its input.
            _process.StandardInput.Close();
            _process.WaitForExit(Limit);
            _process.Dispose();
        }

        private static PillowProcess? Start(string program)
        {
            using StreamReader script = new(typeof(PillowProcess).Assembly.GetManifestResourceStream("pillow.py")!);
            ProcessStartInfo start = new(program, ["-c", script.ReadToEnd()])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            try
            {
                Process process = Process.Start(start)!;
                if (ReadLine(process) is { } version)
                {
                    return new PillowProcess(process, version);
                }

                process.Dispose();
            }
            catch (Win32Exception)
            {
                // There is no such program; perhaps the next one exists.
            }

            return null;
        }

        private static string? ReadLine(Process process) =>
            process.StandardOutput.ReadLineAsync().WaitAsync(Limit).GetAwaiter().GetResult();
    }
}
