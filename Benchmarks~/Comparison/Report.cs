using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Environments;
using Microsoft.ML.OnnxRuntime;
using Saccade.Host.Tooling;
using Spectre.Console;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>What the commands that measure have in common.</summary>
    internal static class Report
    {
        /// <summary>Measures, prints the text that comes of it and writes it to a file.</summary>
        /// <param name="artifacts">Where the report goes.</param>
        /// <param name="name">The report's name.</param>
        /// <param name="measure">Gets a folder for files on the way, and shows how it goes; returns the text.</param>
        internal static void Make(string artifacts, string name, Func<string, ProgressContext, string> measure)
        {
            var folder = Path.Combine(artifacts, $"{name}-{Environment.ProcessId}");
            var report = Path.Combine(artifacts, $"{name}.md");
            Directory.CreateDirectory(folder);
            try
            {
                var text = "";
                AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
                    .Progress()
                    .Start(progress => text = measure(folder, progress));
                File.WriteAllText(report, text);
                Console.Write(text);
                Console.Error.WriteLine($"{report}: written.");
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        /// <summary>The machine and the libraries, for the head of a report.</summary>
        internal static string DescribeMachine()
        {
            var environment = HostEnvironmentInfo.GetCurrent().ToFormattedString().ToArray();
            var onnxRuntime = OrtEnv.Instance().GetVersionString();
            var torch = typeof(TorchSharp.torch).Assembly.GetName().Version!.ToString(3);
            return string.Concat(environment.Append($"ONNX Runtime {onnxRuntime}, TorchSharp {torch}").Select(line => $"    {line}\n"));
        }

        /// <summary>Makes an option of a number above 0.</summary>
        /// <param name="name">The option.</param>
        /// <param name="description">What it says.</param>
        /// <param name="value">What it is unless given.</param>
        internal static Option<int> MakeCount(string name, string description, int value) =>
            NumberOption.Make(name, value, 1, int.MaxValue, description);
    }
}
