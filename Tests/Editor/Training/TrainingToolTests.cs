using System.IO;
using NUnit.Framework;

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
        public void Locate_PrefersThePreferenceThenTheEnvironmentThenTheBuild()
        {
            string preferred = Write("preferred.dll");
            string fromEnvironment = Write("environment.dll");
            string built = Write(".artifacts/bin/Saccade.Training/release/Saccade.Training.dll");
            string start = Path.Combine(_folder, "deep", "below");

            Assert.That(TrainingTool.Locate(preferred, fromEnvironment, start), Is.EqualTo(preferred));
            Assert.That(TrainingTool.Locate("", fromEnvironment, start), Is.EqualTo(fromEnvironment));
            Assert.That(TrainingTool.Locate("", "", start), Is.EqualTo(built));
        }

        [Test]
        public void Locate_WhatIsNotThere_SaysWhoNamedItAndWhatToDo()
        {
            Assert.That(
                () => TrainingTool.Locate("/none.dll", "", _folder),
                Throws.InstanceOf<TrainingException>().With.Message.Contains("/none.dll").And.Message.Contains(TrainingTool.Preference));
            Assert.That(
                () => TrainingTool.Locate("", "/none.dll", _folder),
                Throws.InstanceOf<TrainingException>().With.Message.Contains(TrainingTool.Variable));
            Assert.That(
                () => TrainingTool.Locate("", "", _folder),
                Throws.InstanceOf<TrainingException>().With.Message.Contains("dotnet build Training"));
        }

        private string Write(string name)
        {
            string path = Path.Combine(_folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, "");
            return path;
        }
    }
}
