using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using Saccade.Host.Demo;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>
    /// The model that is measured unless another is given: a ViT-S/16 with seeded random weights. The program that knows the exporter
    /// makes it, once, and it is kept.
    /// </summary>
    internal static class RandomModel
    {
        private const string Size = "small";
        private const int Seed = 1;

        private static readonly string Maker = Path.GetFullPath(
            typeof(RandomModel).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(data => data.Key == "TrainingBenchmarks").Value!,
            AppContext.BaseDirectory);

        /// <summary>Finds the model, or has it made.</summary>
        /// <param name="artifacts">The folder to keep it in.</param>
        /// <param name="cancellation">Ends the program that makes it.</param>
        /// <returns>Its folder.</returns>
        /// <exception cref="DemoException">It can't be made.</exception>
        /// <exception cref="OperationCanceledException">It was cancelled.</exception>
        public static string Require(DirectoryInfo artifacts, CancellationToken cancellation)
        {
            string folder = Path.Combine(artifacts.FullName, $"vit-{Size}-{Seed}");

            // Its maker puts this file there last.
            if (!File.Exists(Path.Combine(folder, "config.json")))
            {
                Console.Error.WriteLine($"Making a ViT-S/16 with random weights in {folder} ...");
                Run(["random-model", "--output", folder, "--size", Size, "--seed", $"{Seed}"], cancellation);
            }

            return folder;
        }

        private static void Run(IReadOnlyList<string> arguments, CancellationToken cancellation)
        {
            if (!File.Exists(Maker))
                throw new DemoException($"{Maker}: the program that makes the model is missing. Build it with: dotnet build Benchmarks~");
            ProcessStartInfo start = new("dotnet", [Maker, .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            StringBuilder printed = new();
            using Process process = new() { StartInfo = start };
            process.OutputDataReceived += (_, line) => Keep(line.Data);
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
            try
            {
                process.Start();
            }
            catch (Win32Exception e)
            {
                throw new DemoException($"dotnet: the program that makes the model can't be started. {e.Message} Is it on the PATH?");
            }

            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            using (cancellation.Register(() => process.Kill(entireProcessTree: true)))
                process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            if (process.ExitCode != 0)
                throw new DemoException($"The model can't be made (exit status {process.ExitCode}). {printed.ToString().Trim()}");

            void Keep(string? line)
            {
                lock (printed)
                    printed.AppendLine(line);
            }
        }
    }
}
