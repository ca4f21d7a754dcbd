using System.IO;
using NUnit.Framework;
using Saccade.Editor.Package;

namespace Saccade.Editor.Tests.Training
{
    public sealed class TrainingToolTests
    {
        private string _folder = "";

        [SetUp]
        public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("saccade-tool-").FullName;

        [TearDown]
        public void RemoveFolder() => Directory.Delete(_folder, true);

        [Test]
        public void Locate_PrefersThePreferenceThenTheEnvironmentThenTheEditorsBuildThenTheRepositorys()
        {
            var preferred = Write("preferred.dll");
            var fromEnvironment = Write("environment.dll");
            var project = Write("Library/Saccade/TrainingTool/0.1.0/Saccade.Training.dll");
            var built = Write(".artifacts/bin/Saccade.Training/release/Saccade.Training.dll");
            var start = Path.Combine(_folder, "deep", "below");

            Assert.That(TrainingTool.Locate(preferred, fromEnvironment, Path.GetDirectoryName(project)!, start), Is.EqualTo(preferred));
            Assert.That(TrainingTool.Locate("", fromEnvironment, Path.GetDirectoryName(project)!, start), Is.EqualTo(fromEnvironment));
            Assert.That(TrainingTool.Locate("", "", Path.GetDirectoryName(project)!, start), Is.EqualTo(project));
            Assert.That(TrainingTool.Locate("", "", Path.Combine(_folder, "none"), start), Is.EqualTo(built));
        }

        [Test]
        public void Locate_WhatIsNotThere_SaysWhoNamedItAndWhatToDo()
        {
            Assert.That(
                () => TrainingTool.Locate("/none.dll", "", "", _folder),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("/none.dll")
                    .And.Message.Contains(TrainingTool.Preference));
            Assert.That(
                () => TrainingTool.Locate("", "/none.dll", "", _folder),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains(TrainingTool.Variable));
            Assert.That(
                () => TrainingTool.Locate("", "", Path.Combine(_folder, "Library"), _folder),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("Tools > Saccade > Training Tool")
                    .And.Message.Contains(Path.Combine(_folder, "Library")));
        }

        [TestCase("game/Assets", "game/Library/Saccade")]
        [TestCase("saccade-editor", "saccade-editor/Library/Saccade")]
        public void Library_IsTheProjectsOwn(string dataPath, string library) =>
            Assert.That(PackageFolder.LibraryOf(Path.Combine(_folder, dataPath)), Is.EqualTo(Path.Combine(_folder, library)));

        [TestCase("0.1.0", "0.1.0", false)]
        [TestCase("0.1.0+abc", "0.1.0", false)]
        [TestCase("0.1.1", "0.1.0", true)]
        public void Version_IsComparedWithoutWhatTheBuildAppends(string tool, string package, bool isOther) =>
            Assert.That(TrainingTool.IsOfAnotherVersion(tool, package), Is.EqualTo(isOther));

        private string Write(string name)
        {
            var path = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
            return path;
        }
    }
}
