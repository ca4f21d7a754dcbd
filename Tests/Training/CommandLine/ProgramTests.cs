using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.Json;
using NUnit.Framework;
using Saccade.Training.CommandLine;

namespace Saccade.Training.Tests.CommandLine
{
    /// <summary>The program as the editor and the shell start it: a process with arguments, streams, signals and an exit code.</summary>
    public sealed class ProgramTests
    {
        private const int Interrupt = 2;
        private const int Terminate = 15;

        private TemporaryFolder _folder = null!;
        private string _output = null!;
        private string[] _train = null!;

        [SetUp]
        public void MakeData()
        {
            _folder = new TemporaryFolder();
            _output = _folder.Combine("model");
            _train =
            [
                "train", "--model", SyntheticPictures.WriteModel(_folder), "--data", SyntheticPictures.WriteData(_folder),
                "--output", _output, "--from-scratch", "--augment", "flip", "--learning-rate", "5e-3",
            ];
        }

        [TearDown]
        public void DeleteData() => _folder.Dispose();

        [Test]
        public void JsonProgress_IsOneEventALine_FromStartedToFinished()
        {
            using var process = Start([.. _train, "--epochs", "3", "--progress", "json"]);
            process.StandardInput.Close();
            var all = ReadEvents(process).ToArray();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero);
            Assert.That(all.Select(line => line.GetProperty("version").GetInt32()), Is.All.EqualTo(1));

            // What it is at comes between and before, as often as there is something to say.
            var events = all.Where(line => line.GetProperty("event").GetString() is not ("phase" or "alive")).ToArray();

            var names = events.Select(line => line.GetProperty("event").GetString()).ToArray();
            Assert.That(names[0], Is.EqualTo("started"));
            Assert.That(names[^1], Is.EqualTo("finished"));
            Assert.That(names.Count(name => name == "epoch"), Is.EqualTo(3));
            Assert.That(names, Has.Some.EqualTo("step"));

            Assert.That(
                events[0].GetProperty("classes").EnumerateArray().Select(name => name.GetString()),
                Is.EqualTo(new[] { "blue", "green", "red" }));
            string[] promised =
            [
                "version", "event", "epoch", "epochs", "trainLoss", "validationLoss", "validationAccuracy", "validationMacroAccuracy",
                "imagesPerSecond", "secondsLeft",
            ];
            var epoch = events.First(line => line.GetProperty("event").GetString() == "epoch");
            Assert.That(epoch.EnumerateObject().Select(property => property.Name), Is.EqualTo(promised));
            Assert.That(events[^1].GetProperty("output").GetString(), Is.EqualTo(_output));
            Assert.That(File.Exists(Path.Combine(_output, "onnx", "model.onnx")), Is.True);
        }

        [Test]
        public void TheCancelCommand_StopsTheRun_WithAnEventAndExitCode130()
        {
            using var process = Start([.. _train, "--epochs", "100000", "--progress", "json"]);
            var events = new List<string>();
            foreach (var line in ReadEvents(process))
            {
                events.Add(line.GetProperty("event").GetString()!);
                if (events[^1] == "step" && events.Count(name => name == "step") == 1)
                {
                    process.StandardInput.WriteLine("""{"command":"something newer"}""");
                    process.StandardInput.WriteLine("""{"command":"cancel"}""");
                    process.StandardInput.Flush();
                }
            }

            process.WaitForExit();
            Assert.That(process.ExitCode, Is.EqualTo(130));
            Assert.That(events[^1], Is.EqualTo("cancelled"));
            AssertNoModel();
        }

        [TestCase(Interrupt)]
        [TestCase(Terminate)]
        [Platform("Linux,MacOsX")]
        public void ASignal_StopsTheRun_WithExitCode130_AndLeavesNoHalfModel(int signal)
        {
            using var process = Start([.. _train, "--epochs", "100000", "--progress", "plain"]);
            while (process.StandardOutput.ReadLine() is { } line && !line.StartsWith("epoch 1/"))
            {
            }

            Assert.That(Kill(process.Id, signal), Is.Zero);
            Assert.That(process.WaitForExit(TimeSpan.FromMinutes(5)), Is.True);
            Assert.That(process.ExitCode, Is.EqualTo(130));
            AssertNoModel();
        }

        [Test]
        public void AnError_IsOneClearLine_OrOneEvent_WithExitCode1()
        {
            string[] arguments = ["train", "--model", _folder.Combine("nowhere"), "--data", _folder.Path, "--output", _output];
            using (var process = Start([.. arguments, "--progress", "plain"]))
            {
                var lines = process.StandardError.ReadToEnd().TrimEnd().Split('\n');
                process.WaitForExit();
                Assert.That(process.ExitCode, Is.EqualTo(1));
                Assert.That(lines, Has.Length.EqualTo(1));
                Assert.That(lines[0], Does.StartWith("error: ").And.Contains("nowhere"));
                Assert.That(_output, Does.Not.Exist, "what is refused before it begins leaves nothing behind");
            }

            using (var process = Start([.. arguments, "--progress", "json"]))
            {
                // A busy machine may tell that it's alive before.
                var error = ReadEvents(process).Single(line => line.GetProperty("event").GetString() != "alive");
                process.WaitForExit();
                Assert.That(process.ExitCode, Is.EqualTo(1));
                Assert.That(error.GetProperty("event").GetString(), Is.EqualTo("error"));
                Assert.That(error.GetProperty("message").GetString(), Does.Contain("nowhere"));
            }
        }

        [Test]
        public void Export_AddsTheOnnxFile_ToAFolderWithWeightsAlone()
        {
            Directory.CreateDirectory(_output);
            foreach (var file in Directory.GetFiles(Fixtures.Find("huggingface", "vit-no-bias-tanh")))
            {
                File.Copy(file, Path.Combine(_output, Path.GetFileName(file)));
            }

            var output = new StringWriter();
            Assert.That(Commands.Run(["export", "--model", _output], output, TextWriter.Null), Is.Zero);
            Assert.That(output.ToString(), Does.Contain("model.onnx"));
            Assert.That(File.Exists(Path.Combine(_output, "onnx", "model.onnx")), Is.True);
            Assert.That(
                File.ReadAllBytes(Path.Combine(_output, "model.safetensors")),
                Is.EqualTo(File.ReadAllBytes(Fixtures.Find("huggingface", "vit-no-bias-tanh", "model.safetensors"))));
        }

        [TestCase("train", "--model", "a")]
        [TestCase("train", "--model", "a", "--data", "b", "--output", "c", "--epochs", "0")]
        [TestCase("train", "--model", "a", "--data", "b", "--output", "c", "--learning-rate", "-1")]
        [TestCase("train", "--model", "a", "--data", "b", "--output", "c", "--augment", "5")]
        [TestCase("train", "--model", "a", "--data", "b", "--output", "c", "--threads", "0")]
        [TestCase("learn")]
        public void WrongArguments_GiveExitCode2_AndPointToTheHelp(params string[] arguments)
        {
            var error = new StringWriter();
            Assert.That(Commands.Run(arguments, TextWriter.Null, error), Is.EqualTo(2));
            Assert.That(error.ToString(), Does.Contain("error: ").And.Contains("--help"));
        }

        [TestCase("train")]
        [TestCase("export")]
        public void Help_TeachesByExamples(string command)
        {
            var output = new StringWriter();
            Assert.That(Commands.Run([command, "--help"], output, TextWriter.Null), Is.Zero);
            Assert.That(output.ToString(), Does.Contain("Examples:").And.Contains($"saccade {command} --model"));
        }

        [DllImport("libc", EntryPoint = "kill")]
        private static extern int Kill(int process, int signal);

        private static Process Start(string[] arguments)
        {
            var program = Path.ChangeExtension(typeof(Commands).Assembly.Location, OperatingSystem.IsWindows() ? ".exe" : null)!;

            // A shell makes what runs in its background deaf to Ctrl-C, tests and their children too; env undoes that.
            var start = OperatingSystem.IsLinux()
                ? new ProcessStartInfo("env", ["--default-signal=INT", program, .. arguments])
                : new ProcessStartInfo(program, arguments);
            start.RedirectStandardInput = true;
            start.RedirectStandardOutput = true;
            start.RedirectStandardError = true;
            return Process.Start(start)!;
        }

        private static IEnumerable<JsonElement> ReadEvents(Process process)
        {
            // Nobody reads the text for people here; unread it would fill its pipe and stop the program.
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            while (process.StandardOutput.ReadLine() is { } line)
            {
                yield return JsonSerializer.Deserialize<JsonElement>(line);
            }
        }

        private void AssertNoModel() =>
            Assert.That(Directory.GetFileSystemEntries(_output).Select(Path.GetFileName), Is.EqualTo(new[] { "training" }));
    }
}
