using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading;
using NUnit.Framework;
using Saccade.Editor.Retrain.Run;
using Saccade.Editor.Training;

namespace Saccade.Editor.Tests.Training
{
    /// <summary>What is ended takes along what it has started, and what that has started.</summary>
    [Platform(Exclude = "Win", Reason = "The programs are shell scripts.")]
    [UnsupportedOSPlatform("windows")]
    public sealed class ProcessTreeTests
    {
        private const string Family = """
            echo $$ >> FOLDER/ids
            sh -c 'echo $$ >> FOLDER/ids; sleep 600 & echo $! >> FOLDER/ids; wait' &
            sleep 600 & echo $! >> FOLDER/ids
            echo '{"version":1,"event":"started"}'
            wait
            """;

        private string _folder = null!;

        private int[] Ids => File.Exists(Path.Combine(_folder, "ids"))
            ? [.. File.ReadAllLines(Path.Combine(_folder, "ids")).Where(line => line.Length > 0).Select(int.Parse)]
            : [];

        [SetUp]
        public void CreateFolder() => _folder = Directory.CreateTempSubdirectory("saccade-family-").FullName;

        [TearDown]
        public void EndAll()
        {
            foreach (var id in Ids.Where(IsAlive))
            {
                Process.GetProcessById(id).Kill();
            }

            Directory.Delete(_folder, true);
        }

        [Test]
        public void TrainingThatDoesNotStop_IsEndedWithItsChildren()
        {
            // Each look at the clock is a minute later than the last.
            long minutes = 0;
            TrainingProcess tool = new(Write(), () => TimeSpan.FromMinutes(Ids.Length < 4 ? 0 : Interlocked.Increment(ref minutes)));

            Assert.That(() => tool.Run([], _ => { }, CancellationToken.None), Throws.InstanceOf<TrainingToolException>());

            AssertGone();
        }

        [Test]
        public void ProgramThatIsCancelled_IsEndedWithItsChildren()
        {
            using CancellationTokenSource cancellation = new();
            var program = Write();
            using Timer timer = new(_ => CancelWhenAllRun(cancellation), null, 0, 20);

            Assert.That(
                () => ProgramRun.Run(program, [], _folder, _ => { }, TimeSpan.FromMinutes(5), cancellation.Token),
                Throws.InstanceOf<OperationCanceledException>());

            AssertGone();
        }

        [Test]
        public void ProcessOfBeforeAReload_IsEndedWithItsChildren()
        {
            using var process = Process.Start(Write())!;
            Assert.That(() => Ids, Has.Length.EqualTo(4).After(20_000, 20));

            new AttachedProcess(process.Id, AttachedProcess.FindStart(process.Id)).Kill();

            AssertGone();
        }

        private static bool IsAlive(int id)
        {
            var stat = $"/proc/{id}/stat";
            if (!OperatingSystem.IsLinux())
            {
                return AttachedProcess.FindStart(id) != 0;
            }

            // One that nobody has asked about yet is a zombie.
            try
            {
                return !File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        private string Write() => Script.Write(_folder, "family", Family.Replace("FOLDER", _folder, StringComparison.Ordinal));

        private void CancelWhenAllRun(CancellationTokenSource cancellation)
        {
            if (Ids.Length == 4 && !cancellation.IsCancellationRequested)
            {
                cancellation.Cancel();
            }
        }

        private void AssertGone()
        {
            var ids = Ids;
            Assert.That(ids, Has.Length.EqualTo(4));
            Assert.That(() => ids.Where(IsAlive), Is.Empty.After(5000, 20));
        }
    }
}
