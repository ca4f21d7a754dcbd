using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using NUnit.Framework;

namespace Saccade.Host.Tests.Demo
{
    [Platform(Include = "Linux", Reason = "The stand-in engine renders through EGL.")]
    public sealed class DemoProgramTests
    {
        private const int Interrupted = 130;

        private static readonly string[] Small = ["--train-scenes", "20", "--validation-scenes", "5", "--live-frames", "12"];

        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-demo-").FullName;

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Help_NamesTheOptionsAndGivesAnExample()
        {
            var (status, printed) = DemoProcess.Run("demo", "--help");

            Assert.That(status, Is.Zero);
            Assert.That(printed, Does.Contain("--output").And.Contain("--seed").And.Contain("Example: ./saccade demo"));
        }

        [Test]
        public void Demo_Small_WritesEverythingItNames()
        {
            var (status, printed) = DemoProcess.Run(["demo", "--output", _folder, .. Small]);

            Assert.That(status, Is.Zero, printed);
            foreach (var file in new[] { "report.json", "overlay.gif", "curves.png", "confusion-matrix.png", "model/config.json",
                "model/onnx/model.onnx" })
            {
                Assert.That(Path.Combine(_folder, file), Does.Exist);
            }

            Assert.That(Directory.GetFiles(Path.Combine(_folder, "frames")), Is.Not.Empty);
            var report = File.ReadAllText(Path.Combine(_folder, "report.json"));
            foreach (var field in new[] { "validationAccuracy", "liveAccuracy", "liveFrames", "randomBackboneAccuracy", "secondsTotal",
                "seed" })
            {
                Assert.That(report, Does.Contain($"\"{field}\""));
            }

            Assert.That(report, Does.Contain("\"liveFrames\": 12"));
            Assert.That(Directory.GetDirectories(_folder, ".*").Concat(Directory.GetFiles(_folder, "*.tmp")), Is.Empty);
        }

        [Test]
        public void Demo_FolderWithOtherFiles_IsRefusedAndKept()
        {
            var precious = Path.Combine(_folder, "thesis.txt");
            File.WriteAllText(precious, "years of work");

            var (status, printed) = DemoProcess.Run("demo", "--output", _folder);

            Assert.That(status, Is.EqualTo(1));
            Assert.That(printed, Does.Contain(_folder).And.Contain("no demo made").And.Contain("--output"));
            Assert.That(Directory.GetFileSystemEntries(_folder), Is.EqualTo(new[] { precious }));
        }

        [Test]
        public void Demo_FolderThatCantBeMade_IsOneClearError()
        {
            var file = Path.Combine(_folder, "a-file");
            File.WriteAllText(file, "");

            var (status, printed) = DemoProcess.Run("demo", "--output", Path.Combine(file, "demo"));

            Assert.That(status, Is.EqualTo(1));
            Assert.That(printed, Does.Contain(file).And.Not.Contain("   at "), "a message, no stack trace");
        }

        [Test]
        public void Demo_WithoutDriver_NamesThePackagesAndKeepsAnEarlierDemo()
        {
            File.WriteAllText(Path.Combine(_folder, ".saccade-demo"), "");
            File.WriteAllText(Path.Combine(_folder, "report.json"), "{}");
            Dictionary<string, string> blind = new()
            {
                ["__EGL_VENDOR_LIBRARY_DIRS"] = _folder,
                ["__EGL_VENDOR_LIBRARY_FILENAMES"] = Path.Combine(_folder, "none.json"),
            };
            using DemoProcess demo = new(blind, "demo", "--output", _folder);

            Assert.That(demo.WaitForExit(), Is.EqualTo(1));

            Assert.That(demo.Printed, Does.Contain("libegl1").And.Contain("libgl1-mesa-dri").And.Not.Contain("   at "));
            Assert.That(Path.Combine(_folder, "report.json"), Does.Exist);
        }

        [Test]
        public void Demo_FullDisk_SaysHowMuchItNeeds()
        {
            using var disk = SmallDisk.Mount(_folder, 4);

            var (status, printed) = DemoProcess.Run("demo", "--output", Path.Combine(_folder, "demo"));

            Assert.That(status, Is.EqualTo(1));
            Assert.That(printed, Does.Contain("MB left").And.Contain("--output"));
        }

        [Test]
        public void Capture_DiskThatFillsUp_IsOneClearErrorAndLeavesWholePicturesOnly()
        {
            using var disk = SmallDisk.Mount(_folder, 2);

            var (status, printed) = DemoProcess.Run("capture", "--output", _folder);

            Assert.That(status, Is.EqualTo(1));
            Assert.That(printed, Does.Contain("No space left").And.Not.Contain("   at "));
            Assert.That(Directory.GetFiles(_folder, "*.png", SearchOption.AllDirectories), Is.Not.Empty);
            foreach (var picture in Directory.GetFiles(_folder, "*.png", SearchOption.AllDirectories))
            {
                Assert.That(File.ReadAllBytes(picture)[^8..^4], Is.EqualTo("IEND"u8.ToArray()), picture);
            }
        }

        [TestCase("Rendering labelled pictures")]
        [TestCase("Fine-tuning the base model")]
        [TestCase("The same on an untrained backbone")]
        [TestCase("Classifying live frames")]
        public void Interrupt_AtAnyStage_LeavesNoProcessAndNoHalfModel(string stage)
        {
            using DemoProcess demo = new(null, ["demo", "--output", _folder, .. Small]);
            demo.WaitFor(stage);
            var children = demo.Children();

            demo.Interrupt();

            Assert.That(demo.WaitForExit(), Is.EqualTo(Interrupted), demo.Printed);
            Assert.That(demo.Printed, Does.Contain("interrupted"));
            Assert.That(children.Where(IsRunning), Is.Empty);
            var model = Path.Combine(_folder, "model");
            if (File.Exists(Path.Combine(model, "config.json")))
            {
                Assert.That(Path.Combine(model, "onnx", "model.onnx"), Does.Exist, "a model that is there is whole");
            }

            Assert.That(Directory.GetDirectories(_folder, ".new-*", SearchOption.AllDirectories), Is.Empty);
            Assert.That(Directory.GetFiles(_folder, "*.tmp", SearchOption.AllDirectories), Is.Empty);
        }

        private static bool IsRunning(int id)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                return !process.HasExited;
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
    }
}
