using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using NUnit.Framework;

namespace Saccade.Host.Tests.Demo
{
    /// <summary>
    /// The demo, or another program that renders, as a user runs it: a process with arguments, signals, an exit status and what it
    /// prints.
    /// </summary>
    internal sealed class DemoProcess : IDisposable
    {
        private const int InterruptSignal = 2;
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
        private static readonly string Demo = Find(nameof(Demo));
        private static readonly string RuntimeBenchmarks = Find(nameof(RuntimeBenchmarks));

        private readonly Process _process;
        private readonly StringBuilder _printed = new();
        private readonly ManualResetEventSlim _awaited = new();
        private string? _awaitedText;
        private int _openStreams = 2;

        public DemoProcess(IReadOnlyDictionary<string, string>? environment, params string[] arguments)
            : this(Demo, environment, arguments)
        {
        }

        private DemoProcess(string program, IReadOnlyDictionary<string, string>? environment, string[] arguments)
        {
            // A shell makes what runs in its background deaf to Ctrl-C, tests and their children too; env undoes that.
            ProcessStartInfo start = new("env") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in (string[])["--default-signal=INT", "dotnet", program, .. arguments])
            {
                start.ArgumentList.Add(argument);
            }

            foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            {
                start.Environment[name] = value;
            }

            _process = new Process { StartInfo = start };
            _process.OutputDataReceived += (_, line) => Note(line.Data);
            _process.ErrorDataReceived += (_, line) => Note(line.Data);
            _process.Start();
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        /// <summary>Everything printed so far, on both streams.</summary>
        public string Printed
        {
            get
            {
                lock (_printed)
                {
                    return _printed.ToString();
                }
            }
        }

        /// <summary>Runs the demo to its end.</summary>
        public static (int Status, string Printed) Run(params string[] arguments)
        {
            using DemoProcess demo = new(null, arguments);
            return (demo.WaitForExit(), demo.Printed);
        }

        /// <summary>Starts the benchmarks of the running scene.</summary>
        public static DemoProcess StartBenchmark(params string[] arguments) => new(RuntimeBenchmarks, null, arguments);

        public void WaitFor(string text)
        {
            lock (_printed)
            {
                _awaitedText = text;
                if (Printed.Contains(text, StringComparison.Ordinal))
                {
                    return;
                }

                if (_openStreams > 0)
                {
                    _awaited.Reset();
                }
            }

            _awaited.Wait(Patience);
            Assert.That(Printed.Contains(text, StringComparison.Ordinal), Is.True, () => $"never printed \"{text}\": {Printed}");
        }

        /// <summary>Ctrl-C: the signal goes to the program and to every process it started, as a terminal sends it.</summary>
        public void Interrupt()
        {
            foreach (var child in Children())
            {
                _ = kill(child, InterruptSignal);
            }

            Assert.That(kill(_process.Id, InterruptSignal), Is.Zero);
        }

        /// <summary>The processes that the demo has started and that still run.</summary>
        public IReadOnlyList<int> Children() =>
            Directory.EnumerateDirectories($"/proc/{_process.Id}/task")
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(int.Parse)
                .ToList();

        public int WaitForExit()
        {
            Assert.That(_process.WaitForExit(Patience), Is.True, () => "never ended: " + Printed);
            _process.WaitForExit();
            return _process.ExitCode;
        }

        public void Dispose()
        {
            if (!_process.HasExited)
            {
                _process.Kill(true);
            }

            _process.Dispose();
            _awaited.Dispose();
        }

        private static string Find(string program) => Path.GetFullPath(
            typeof(DemoProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == program).Value!,
            AppContext.BaseDirectory);

        [DllImport("libc", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        private static extern int kill(int process, int signal);

        private void Note(string? line)
        {
            lock (_printed)
            {
                if (line == null)
                {
                    // Nothing comes any more: whoever waits need not.
                    if (--_openStreams == 0)
                    {
                        _awaited.Set();
                    }

                    return;
                }

                _printed.AppendLine(line);
                if (_awaitedText != null && Printed.Contains(_awaitedText, StringComparison.Ordinal))
                {
                    _awaited.Set();
                }
            }
        }
    }
}
