using System.IO;
using NUnit.Framework;
using Saccade.Editor.Classifier;
using Saccade.Editor.Inspectors;

namespace Saccade.Editor.Tests.Classifier
{
    public sealed class ModelFoldersTests
    {
        private string _root = "";

        [SetUp]
        public void MakeRoot() => _root = Directory.CreateTempSubdirectory("saccade-folders").FullName;

        [TearDown]
        public void DeleteRoot() => Directory.Delete(_root, true);

        [Test]
        public void Find_ListsFoldersWithConfigByName_TwoLevelsDeep()
        {
            foreach (var folder in new[] { "zebra", "google/vit", ".partial", "a/b/c" })
            {
                Directory.CreateDirectory(Path.Combine(_root, folder));
                File.WriteAllText(Path.Combine(_root, folder, "config.json"), "{}");
            }

            Directory.CreateDirectory(Path.Combine(_root, "empty"));

            Assert.That(ModelFolders.Find(_root), Is.EqualTo(new[] { "google/vit", "zebra" }));
            Assert.That(ModelFolders.First(_root), Is.EqualTo("google/vit"));
        }

        [Test]
        public void Find_WithoutSuchARoot_IsEmpty()
        {
            Assert.That(ModelFolders.Find(Path.Combine(_root, "none")), Is.Empty);
            Assert.That(ModelFolders.First(Path.Combine(_root, "none")), Is.Null);
        }

        [Test]
        public void Shorten_IsRelativeOnlyBelowTheRoot()
        {
            Assert.That(ModelFolders.Shorten(_root, Path.Combine(_root, "a", "b")), Is.EqualTo("a/b"));
            Assert.That(ModelFolders.Shorten(_root, Path.Combine(_root, "own") + Path.DirectorySeparatorChar), Is.EqualTo("own"));
            Assert.That(ModelFolders.Shorten(_root, _root + "-other"), Is.EqualTo(_root + "-other"));
        }

        [Test]
        public void Summary_OfAMissingFolder_NamesThoseThatExist()
        {
            Directory.CreateDirectory(Path.Combine(_root, "pets"));
            File.WriteAllText(Path.Combine(_root, "pets", "config.json"), "{}");

            Assert.That(VitClassifierSummary.Read(_root, "").Problem, Does.Contain("pets"));
            Assert.That(VitClassifierSummary.Read(_root, "dogs").Problem, Does.Contain("dogs").And.Contain("pets"));
            Assert.That(VitClassifierSummary.Read(_root, "pets").Problem, Is.Not.Null.And.Not.Empty);
            Assert.That(VitClassifierSummary.Read(_root, "pets").Facts, Is.Empty);
        }
    }
}
