using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading;
using NUnit.Framework;

namespace Saccade.Editor.Tests.Training
{
    /// <summary>A shell script plays the trainer, so that it can die, hang and babble as the real one hopefully never does.</summary>
    [UnsupportedOSPlatform("windows")]
    [Platform(Include = "Linux", Reason = "The trainer's part is played by a shell script.")]
    public sealed class TrainingProcessTests
    {
        private const string Finished = """echo '{"version":1,"event":"finished","validationAccuracy":0.75}'""";

        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-process-").FullName;

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Run_ReportsEveryEventInOrderAndReturnsTheLast()
        {
            List<string> kinds = [];

            TrainingEvent result = Tool("""
                echo '{"version":1,"event":"started"}'
                echo 'some chatter'
                echo '{"version":1,"event":"epoch","epoch":1}'
                """, Finished).Run(["train"], e => kinds.Add(e.Kind), CancellationToken.None);

            Assert.That(kinds, Is.EqualTo(new[] { "started", "epoch", "finished" }));
            Assert.That(result.GetNumber("validationAccuracy"), Is.EqualTo(0.75));
        }

        [Test]
        public void Run_PassesArgumentsWholeAndAsksForJson()
        {
            string seen = Path.Combine(_folder, "seen");

            Tool($"printf '%s\\n' \"$@\" > '{seen}'", Finished).Run(["train", "--data", "a folder; rm -rf $HOME"], _ => { }, CancellationToken.None);

            Assert.That(File.ReadAllLines(seen), Is.EqualTo(new[] { "train", "--data", "a folder; rm -rf $HOME", "--progress", "json" }));
        }

        [Test]
        public void Run_ErrorEvent_IsItsMessage()
        {
            TrainingProcess tool = Tool("""
                echo '{"version":1,"event":"error","message":"data: the folder is empty."}'
                exit 1
                """);

            Assert.That(
                () => tool.Run([], _ => { }, CancellationToken.None),
                Throws.InstanceOf<TrainingException>().With.Message.EqualTo("data: the folder is empty."));
        }

        [Test]
        public void Run_ProcessThatDies_ReportsItsCodeAndTheEndOfItsLog()
        {
            TrainingProcess tool = Tool("echo 'out of memory' >&2", "exit 9");

            Assert.That(
                () => tool.Run([], _ => { }, CancellationToken.None),
                Throws.InstanceOf<TrainingException>().With.Message.Contains("code 9").And.Message.Contains("out of memory"));
        }

        [Test]
        public void Run_ProcessThatEndsWellButUnfinished_IsAFailure()
        {
            Assert.That(() => Tool("true").Run([], _ => { }, CancellationToken.None), Throws.InstanceOf<TrainingException>());
        }

        [Test]
        public void Run_Cancelled_SendsTheCommandAndWaitsForTheToolsOwnEnd()
        {
            string saved = Path.Combine(_folder, "saved");
            using CancellationTokenSource cancellation = new();
            TrainingProcess tool = Tool($$"""
                echo '{"version":1,"event":"started"}'
                read -r line
                printf '%s' "$line" > '{{saved}}'
                echo '{"version":1,"event":"cancelled"}'
                exit 130
                """);

            Assert.That(
                () => tool.Run([], _ => cancellation.CancelAfter(TimeSpan.Zero), cancellation.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(File.ReadAllText(saved), Is.EqualTo("""{"command":"cancel"}"""));
        }

        [Test]
        public void Run_InterruptedBeforeItSaidAnything_IsACancellation()
        {
            Assert.That(
                () => Tool("exit 130").Run([], _ => { }, CancellationToken.None),
                Throws.InstanceOf<OperationCanceledException>());
        }

        [Test]
        public void Run_MissingTool_SaysHowToGetIt()
        {
            Assert.That(
                () => new TrainingProcess(Path.Combine(_folder, "none.dll")).Run([], _ => { }, CancellationToken.None),
                Throws.InstanceOf<TrainingException>().With.Message.Contains("dotnet build"));
            Assert.That(
                () => new TrainingProcess(Path.Combine(_folder, "none")).Run([], _ => { }, CancellationToken.None),
                Throws.InstanceOf<TrainingException>().With.Message.Contains("none"));
        }

        private TrainingProcess Tool(params string[] lines)
        {
            string script = Path.Combine(_folder, "trainer");
            File.WriteAllLines(script, lines.Prepend("#!/bin/sh"));
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new TrainingProcess(script);
        }
    }
}
