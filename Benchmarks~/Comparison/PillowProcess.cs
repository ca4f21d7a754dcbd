using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>A Python process that loads pictures with Pillow, see pillow.py and random_resized_crop.py.</summary>
    internal sealed class PillowProcess : IDisposable
    {
        /// <summary>The environment variable that names the Python to use.</summary>
        internal const string Variable = "SACCADE_PYTHON";

        /// <summary>What a report says instead where there is no such process.</summary>
        internal const string Absence =
            $"Loading pictures was not compared: no Python with Pillow and NumPy was found. Name one in {Variable}, or install them "
            + "(on Debian: python3-pil and python3-numpy).\n";

        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

        private readonly Process _process;

        private PillowProcess(Process process, string version)
        {
            _process = process;
            Version = version;
        }

        /// <summary>The versions of the libraries that it uses.</summary>
        internal string Version { get; }

        /// <summary>Starts the first Python that has Pillow and NumPy.</summary>
        /// <param name="script">What it runs: a script of this folder.</param>
        /// <returns>The process, or null if there is none.</returns>
        internal static PillowProcess? Start(string script)
        {
            var chosen = Environment.GetEnvironmentVariable(Variable);
            string[] programs = chosen is not null ? [chosen] : OperatingSystem.IsWindows() ? ["python"] : ["python3", "/usr/bin/python3"];
            foreach (var program in programs)
            {
                if (Start(program, script) is { } process)
                {
                    return process;
                }
            }

            return null;
        }

        /// <summary>Loads pictures.</summary>
        /// <param name="request">Paths and what the script takes beside them, separated by tabs.</param>
        /// <returns>The milliseconds that it took, measured there.</returns>
        internal double Load(params string[] request)
        {
            _process.StandardInput.WriteLine(string.Join('\t', request));
            _process.StandardInput.Flush();
            var answer = ReadLine(_process);
            return double.TryParse(answer, CultureInfo.InvariantCulture, out var milliseconds)
                ? milliseconds
                : throw new InvalidOperationException(
                    $"{request[0]}: Python couldn't load the picture: {_process.StandardError.ReadToEnd()}");
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            // The script ends with its input.
            _process.StandardInput.Close();
            _process.WaitForExit(Limit);
            _process.Dispose();
        }

        private static PillowProcess? Start(string program, string script)
        {
            using StreamReader text = new(typeof(PillowProcess).Assembly.GetManifestResourceStream(script)!);
            ProcessStartInfo start = new(program, ["-c", text.ReadToEnd()])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            try
            {
                var process = Process.Start(start)!;
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
