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

            var result = Tool("""
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
            var seen = Path.Combine(_folder, "seen");

            Tool($"printf '%s\\n' \"$@\" > '{seen}'", Finished)
                .Run(["train", "--data", "a folder; rm -rf $HOME"], _ => { }, CancellationToken.None);

            Assert.That(File.ReadAllLines(seen), Is.EqualTo(new[] { "train", "--data", "a folder; rm -rf $HOME", "--progress", "json" }));
        }

        [Test]
        public void Run_ErrorEvent_IsItsMessage()
        {
            var tool = Tool("""
                echo '{"version":1,"event":"error","message":"data: the folder is empty."}'
                exit 1
                """);

            Assert.That(
                () => tool.Run([], _ => { }, CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.EqualTo("data: the folder is empty."));
        }

        [Test]
        public void Run_ProcessThatDies_ReportsItsCodeAndTheEndOfItsLog()
        {
            var tool = Tool("echo 'out of memory' >&2", "exit 9");

            Assert.That(
                () => tool.Run([], _ => { }, CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("code 9").And.Message.Contains("out of memory"));
        }

        [Test]
        public void Run_ProcessThatEndsWellButUnfinished_IsAFailure() =>
            Assert.That(() => Tool("true").Run([], _ => { }, CancellationToken.None), Throws.InstanceOf<TrainingToolException>());

        [Test]
        public void Run_Cancelled_SendsTheCommandAndWaitsForTheToolsOwnEnd()
        {
            var saved = Path.Combine(_folder, "saved");
            using CancellationTokenSource cancellation = new();
            var tool = Tool($$"""
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
        public void Run_InterruptedBeforeItSaidAnything_IsACancellation() => Assert.That(
                () => Tool("exit 130").Run([], _ => { }, CancellationToken.None),
                Throws.InstanceOf<OperationCanceledException>());

        [Test]
        public void Run_MissingTool_SaysHowToGetIt()
        {
            Assert.That(
                () => new TrainingProcess(Path.Combine(_folder, "none.dll")).Run([], _ => { }, CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("Tools > Saccade > Training Tool"));
            Assert.That(
                () => new TrainingProcess(Path.Combine(_folder, "none")).Run([], _ => { }, CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("none"));
        }

        [Test]
        public void Run_ProcessThatSaysNothingMore_IsEndedWhenItsTimeIsUp()
        {
            // The clock stands still until the tool has spoken, and then runs by itself: no time of this machine is in the test.
            long seconds = 0;
            var hasSpoken = false;
            TimeSpan Clock() => TimeSpan.FromSeconds(Volatile.Read(ref hasSpoken) ? Interlocked.Add(ref seconds, 10) : 0);
            var tool = Tool(Clock, """
                echo '{"version":1,"event":"phase","text":"Decoding 200 pictures"}'
                echo 'reading' >&2
                exec sleep 600
                """);
            tool.SilenceLimit = TimeSpan.FromSeconds(60);

            Assert.That(
                () => tool.Run([], _ => Volatile.Write(ref hasSpoken, true), CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("nothing for 60 s")
                    .And.Message.Contains("Decoding 200 pictures"));
        }

        [Test]
        public void Run_ProcessThatSpeaksInTime_IsLeftAlone()
        {
            long seconds = 0;
            var tool = Tool(() => TimeSpan.FromSeconds(Interlocked.Read(ref seconds)), """
                for i in 1 2 3 4 5; do echo '{"version":1,"event":"alive"}'; done
                """, Finished);
            tool.SilenceLimit = TimeSpan.FromSeconds(60);

            var end = tool.Run([], _ => Interlocked.Add(ref seconds, 59), CancellationToken.None);

            Assert.That(end.Kind, Is.EqualTo("finished"));
        }

        [Test]
        public void Run_CancelledProcessThatDoesNotStop_IsEndedWhenItsTimeIsUp()
        {
            using CancellationTokenSource cancellation = new();
            long seconds = 0;
            TimeSpan Clock() => TimeSpan.FromSeconds(cancellation.IsCancellationRequested ? Interlocked.Add(ref seconds, 20) : 0);
            var tool = Tool(Clock, """
                echo '{"version":1,"event":"started"}'
                exec sleep 600
                """);

            Assert.That(
                () => tool.Run([], _ => cancellation.Cancel(), cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
        }

        [Test]
        public void Run_NewerMajorVersion_SaysThatThePackageIsToBeUpdated()
        {
            var tool = Tool("""
                echo '{"version":2,"event":"started"}'
                exec sleep 600
                """);

            Assert.That(
                () => tool.Run([], _ => { }, CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("version 2").And.Message.Contains("Update the package"));
        }

        [Test]
        public void Run_Rubbish_IsPassedOverAndItsEndReported()
        {
            List<string> log = [];
            Hearing hearing = new(log);
            var tool = Tool("""
                head -c 100000 /dev/urandom
                head -c 3000000 /dev/zero
                echo
                echo '{"version":1,"event":"epoch","epoch":1}'
                printf '{"version":1,"event":"fini'
                exit 3
                """);

            Assert.That(
                () => tool.Run([], hearing, CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("code 3").And.Message.Contains("\"fini")
                    .And.Message.Length.LessThan(20_000));
            Assert.That(hearing.Kinds, Does.Contain("epoch"));
            Assert.That(log, Has.All.Length.LessThan(600));
            Assert.That(string.Concat(log).Any(char.IsControl), Is.False);
        }

        [Test]
        public void Run_Killed_ReportsItAndLosesNothingThatWasSaid()
        {
            List<string> kinds = [];
            var tool = Tool("""
                echo '{"version":1,"event":"started"}'
                echo '{"version":1,"event":"step"}'
                kill -9 $$
                """);

            Assert.That(
                () => tool.Run([], e => kinds.Add(e.Kind), CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("137"));
            Assert.That(kinds, Is.EqualTo(new[] { "started", "step" }));
        }

        [Test]
        public void Run_ListenerThatFails_IsAFailureAndNotTheEndOfTheEditor()
        {
            var tool = Tool("""
                echo '{"version":1,"event":"started"}'
                exec sleep 600
                """);

            Assert.That(
                () => tool.Run([], _ => throw new InvalidOperationException("listener"), CancellationToken.None),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("listener"));
        }

        private TrainingProcess Tool(Func<TimeSpan> clock, params string[] lines)
        {
            Tool(lines);
            return new TrainingProcess(Path.Combine(_folder, "trainer"), clock);
        }

        private TrainingProcess Tool(params string[] lines)
        {
            var script = Path.Combine(_folder, "trainer");
            File.WriteAllLines(script, lines.Prepend("#!/bin/sh"));
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new TrainingProcess(script);
        }

        private sealed class Hearing(List<string> log) : ITrainingListener
        {
            public List<string> Kinds { get; } = [];

            public void OnProcess(int processId)
            {
            }

            public void OnEvent(TrainingEvent progress) => Kinds.Add(progress.Kind);

            public void OnLog(string line)
            {
                lock (log)
                {
                    log.Add(line);
                }
            }
        }
    }
}
