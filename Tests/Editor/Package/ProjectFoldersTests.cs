using System.IO;
using NUnit.Framework;
using Saccade.Editor.Capture;
using Saccade.Editor.Package;
using Saccade.Host;
using UnityEditor;

namespace Saccade.Editor.Tests.Package
{
    /// <summary>Where a project's pictures and runs go, as Unity lays projects out.</summary>
    [NonParallelizable]
    public sealed class ProjectFoldersTests
    {
        private string _project = "";
        private HostEngine _engine = null!;

        [SetUp]
        public void StartEngine()
        {
            EditorPrefs.DeleteAll();
            _project = Directory.CreateTempSubdirectory("saccade-project-").FullName;
            _engine = Open(_project);
        }

        [TearDown]
        public void StopEngine()
        {
            _engine.Dispose();
            Directory.Delete(_project, true);
            EditorPrefs.DeleteAll();
        }

        [Test]
        public void DataSetsAndRuns_LieBesideAssets()
        {
            Assert.That(ProjectFolders.Datasets, Is.EqualTo(Path.Combine(_project, "Datasets")));
            Assert.That(RetrainSession.LoadSettings().Output, Is.EqualTo(Path.Combine(_project, "Runs", "retrained")));
        }

        [TestCase("Assets/StreamingAssets/retrained", "ships with the game")]
        [TestCase("Assets/Runs/retrained", "imports")]
        public void RunInsideAssets_IsWarnedOf(string output, string reason) =>
            Assert.That(
                ProjectFolders.FindOutputWarning(Path.Combine(_project, output)),
                Does.Contain(reason).And.Contain(Path.Combine(_project, "Runs")));

        [TestCase("Runs/retrained")]
        [TestCase("AssetsOfMine/retrained")]
        [TestCase("")]
        public void RunElsewhere_IsNot(string output) =>
            Assert.That(ProjectFolders.FindOutputWarning(output.Length == 0 ? "" : Path.Combine(_project, output)), Is.Null);

        // The editor's preferences are those of all projects on the machine.
        [Test]
        public void FoldersOfAnotherProject_AreNotProposed()
        {
            RetrainSession.SaveSettings(new RetrainSettings { Output = Path.Combine(_project, "Runs", "mine") });
            new CaptureSettings { Folder = Path.Combine(_project, "Datasets", "mine") }.Remember();
            var first = _project;
            _engine.Dispose();
            var second = Path.Combine(_project, "second");
            Directory.CreateDirectory(second);
            _engine = Open(second);

            Assert.That(RetrainSession.LoadSettings().Output, Is.EqualTo(Path.Combine(second, "Runs", "retrained")));
            Assert.That(CaptureSettings.Remembered().Folder, Is.Empty);

            _engine.Dispose();
            _engine = Open(first);
            Assert.That(RetrainSession.LoadSettings().Output, Is.EqualTo(Path.Combine(first, "Runs", "mine")));
            Assert.That(CaptureSettings.Remembered().Folder, Is.EqualTo(Path.Combine(first, "Datasets", "mine")));
        }

        private static HostEngine Open(string project) =>
            HostEngine.Start(new HostOptions { Width = 32, Height = 32, Log = null, DataPath = Path.Combine(project, "Assets") });
    }
}
