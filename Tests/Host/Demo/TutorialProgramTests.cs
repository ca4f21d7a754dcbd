using System.IO;
using NUnit.Framework;

namespace Saccade.Host.Tests.Demo
{
    [Platform(Include = "Linux", Reason = "The stand-in engine renders through EGL.")]
    public sealed class TutorialProgramTests
    {
        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-tutorial-").FullName;

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Help_NamesTheOptionsAndGivesAnExample()
        {
            var (status, printed) = DemoProcess.Run("tutorial", "--help");

            Assert.That(status, Is.Zero);
            Assert.That(printed,
                Does.Contain("--data").And.Contain("--model").And.Contain("--quick").And.Contain("./saccade tutorial --data pets"));
        }

        [Test]
        public void Tutorial_Quick_PrintsItsCommandsAndWritesEverythingItNames()
        {
            var (status, printed) = DemoProcess.Run("tutorial", "--quick", "--output", _folder);

            Assert.That(status, Is.Zero, printed);
            foreach (var verb in new[] { "capture --layout oxford-pet", "data show", "train", "evaluate" })
            {
                Assert.That(printed, Does.Contain($"$ ./saccade {verb} "));
            }

            foreach (var file in new[] { "data/annotations/list.txt", "samples.png", "model/config.json", "model/onnx/model.onnx",
                "report/report.html" })
            {
                Assert.That(Path.Combine(_folder, file), Does.Exist);
            }
        }

        [Test]
        public void Data_ThatIsMissing_EndsTheTutorialThere()
        {
            var missing = Path.Combine(_folder, "no-pets");

            var (status, printed) = DemoProcess.Run("tutorial", "--data", missing, "--output", Path.Combine(_folder, "out"));

            Assert.That(status, Is.EqualTo(1), printed);
            Assert.That(printed, Does.Contain("error: ").And.Contain(missing).And.Contain("saccade tutorial: ").And.Not.Contain("   at "));
            Assert.That(printed, Does.Not.Contain("./saccade train"));
        }

        [Test]
        public void Interrupt_WhileTraining_LeavesNoHalfModelAndGoesOnNextTime()
        {
            using (DemoProcess tutorial = new(null, "tutorial", "--quick", "--output", _folder))
            {
                tutorial.WaitFor("epoch 1/10");
                tutorial.Interrupt();
                Assert.That(tutorial.WaitForExit(), Is.EqualTo(130), tutorial.Printed);
            }

            Assert.That(Path.Combine(_folder, "model", "config.json"), Does.Not.Exist);
            Assert.That(Directory.GetFiles(_folder, "*.tmp", SearchOption.AllDirectories), Is.Empty);

            var (status, printed) = DemoProcess.Run("tutorial", "--quick", "--output", _folder);

            Assert.That(status, Is.Zero, printed);
            Assert.That(printed, Does.Contain("--resume").And.Not.Contain("epoch 1/10"));
            Assert.That(Path.Combine(_folder, "report", "report.html"), Does.Exist);
        }
    }
}
