using System;
using System.IO;
using System.Runtime.Versioning;
using System.Threading;
using NUnit.Framework;
using Saccade.Editor.Tests.Retrain.Run;
using Saccade.Editor.Training;

namespace Saccade.Editor.Tests.Training
{
    [UnsupportedOSPlatform("windows")]
    [Platform(Include = "Linux", Reason = "The tool's part is played by a shell script.")]
    public sealed class TrainingToolCheckTests
    {
        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade check ").FullName;

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, true);

        [Test]
        public void RealTool_SaysItsVersion() =>
            Assert.That(TrainingToolCheck.Run(TinyTraining.Tool, CancellationToken.None), Does.Match(@"^\d+\.\d+\.\d+$"));

        [Test]
        public void Executable_IsAskedForItsVersionAlone()
        {
            var tool = Script.Write(_folder, "tool", "[ \"$*\" = --version ] && echo 'Saccade training tool 1.2.3+abc'");

            Assert.That(TrainingToolCheck.Run(tool, CancellationToken.None), Is.EqualTo("1.2.3+abc"));
        }

        [TestCase("echo 10.0.401", "said \"10.0.401\"")]
        [TestCase("exit 3", "said nothing and ended with code 3")]
        [TestCase("echo 'Saccade training tool 1.2.3'; exit 1", "code 1")]
        [TestCase("echo 'unknown option' >&2; exit 2", "unknown option")]
        public void OtherPrograms_AreRefusedWithTheReason(string body, string reason)
        {
            var tool = Script.Write(_folder, "tool", body);

            Assert.That(
                () => TrainingToolCheck.Run(tool, CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.StartsWith(tool).And.Message.Contains(reason));
        }

        [Test]
        public void FileThatIsNoProgram_IsRefused()
        {
            var file = Path.Combine(_folder, "notes.txt");
            File.WriteAllText(file, "no program");

            Assert.That(
                () => TrainingToolCheck.Run(file, CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.StartsWith(file));
        }

        [Test]
        public void AssemblyThatIsNoProgram_IsRefused() =>
            Assert.That(
                () => TrainingToolCheck.Run(typeof(TrainingTool).Assembly.Location, CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("isn't Saccade's training tool"));

        [Test]
        public void MissingFile_IsNamed() =>
            Assert.That(
                () => TrainingToolCheck.Run(Path.Combine(_folder, "none"), CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("there is no such file"));

        [Test]
        public void ProgramThatHangs_IsEndedWhenCancelled()
        {
            var started = Path.Combine(_folder, "started");
            var tool = Script.Write(_folder, "tool", $"touch '{started}'; exec sleep 1000");
            using CancellationTokenSource cancellation = new();
            using FileSystemWatcher watcher = new(_folder, "started") { EnableRaisingEvents = true };
            watcher.Created += (_, _) => cancellation.Cancel();

            Assert.That(() => TrainingToolCheck.Run(tool, cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        [Test]
        public void ProgramThatTakesTooLong_IsEnded()
        {
            var tool = Script.Write(_folder, "tool", "exec sleep 1000");

            Assert.That(
                () => ProgramRun.Run(tool, [], "", _ => { }, TimeSpan.Zero, CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("took longer than 0 s"));
        }
    }
}
