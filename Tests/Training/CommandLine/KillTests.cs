using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Threading;
using NUnit.Framework;
using Saccade.Training.CommandLine;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>A process that is killed loses nothing but its last moments.</summary>
    [Category("Long")]
    public sealed class KillTests
    {
        private const int RandomMoments = 20;
        private const int MomentsAtTheEnd = 3;
        private const int MaxLines = 14;
        private const int StepsPerEpoch = 5;

        [Test]
        public void KilledAtRandomMoments_TheRunEndsWithTheWeightsOfOneThatNeverWas()
        {
            using var folder = new TemporaryFolder();
            string[] train =
            [
                "train", "--model", SyntheticPictures.WriteModel(folder), "--data", SyntheticPictures.WriteData(folder), "--from-scratch",
                "--learning-rate", "1e-3", "--batch-size", "5", "--epochs", "150", "--stochastic-depth", "0.1", "--threads", "1",
            ];
            var (whole, killed) = (folder.Combine("whole"), folder.Combine("killed"));
            Assert.That(Run([.. train, "--output", whole], null), Is.False);

            var random = new Random(20);
            var epochs = 0;
            for (var moment = 0; moment < RandomMoments; moment++)
            {
                var left = random.Next(MaxLines);
                var before = epochs;
                Assert.That(Run(Command(), OnLine), Is.True, $"The run ended before moment {moment}; it needs more epochs.");

                bool OnLine(string line)
                {
                    epochs = line.Contains("\"event\":\"epoch\"", StringComparison.Ordinal) ? ReadNumber(line, "epoch") : epochs;
                    if (line.Contains("\"event\":\"started\"", StringComparison.Ordinal))
                    {
                        // An epoch is told before it is stored, so the last one that was told may be lost.
                        Assert.That(ReadNumber(line, "stepsDone"), Is.GreaterThanOrEqualTo((before - 1) * StepsPerEpoch));
                    }

                    return left-- == 0;
                }
            }

            for (var moment = 0; moment < MomentsAtTheEnd; moment++)
            {
                Assert.That(Run(Command(), line => line.StartsWith("Writing", StringComparison.Ordinal)), Is.True);
            }

            Assert.That(Run(Command(), null), Is.False);
            string[] files = ["model.safetensors", "onnx/model.onnx", "training/best/model.safetensors", "training/steps.jsonl"];
            foreach (var file in files)
            {
                Assert.That(File.ReadAllBytes(Path.Combine(killed, file)), Is.EqualTo(File.ReadAllBytes(Path.Combine(whole, file))), file);
            }

            Assert.That(Directory.GetFileSystemEntries(killed, ".*"), Is.Empty);

            // Killed before it had noted what to do, the run can only begin again.
            string[] Command() => File.Exists(Path.Combine(killed, "training", "inputs.json"))
                    ? ["train", "--resume", "--output", killed]
                    : [.. train, "--output", killed];
        }

        private static int ReadNumber(string line, string name) => JsonDocument.Parse(line).RootElement.GetProperty(name).GetInt32();

        /// <summary>Runs the program until it ends or a line of its output is the one to kill it at; says whether it was killed.</summary>
        private static bool Run(string[] arguments, Predicate<string>? isMoment)
        {
            var program = Path.ChangeExtension(typeof(Commands).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null)!;
            var start = new ProcessStartInfo(program, [.. arguments, "--progress", "json"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = new Process { StartInfo = start };
            var killed = 0;
            var error = "";
            void OnLine(object sender, DataReceivedEventArgs line)
            {
                lock (start)
                {
                    error = line.Data ?? error;
                    if (line.Data is { } text && isMoment?.Invoke(text) == true && Interlocked.Exchange(ref killed, 1) == 0)
                    {
                        process.Kill();
                    }
                }
            }

            process.OutputDataReceived += OnLine;
            process.ErrorDataReceived += OnLine;
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            process.WaitForExit();
            Assert.That(process.ExitCode == 0 || killed == 1, Is.True, $"{string.Join(' ', arguments)}: {process.ExitCode}, {error}");
            return process.ExitCode != 0;
        }
    }
}
