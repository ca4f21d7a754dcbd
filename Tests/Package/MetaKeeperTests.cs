using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Tools;

namespace Saccade.Package.Tests
{
    internal sealed class MetaKeeperTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void ThisPackage_IsClean() =>
            Assert.That(MetaKeeper.Check(Repository.Root).Problems(), Is.Empty);

        [Test]
        public void Check_NamesFilesAndFoldersWithoutMeta()
        {
            _folder.Write("Runtime/Frame.cs");

            var report = MetaKeeper.Check(_folder.Path);

            Assert.That(report.Missing.Select(entry => entry.Path), Is.EqualTo(new[] { "Runtime", "Runtime/Frame.cs" }));
            Assert.That(report.Problems(), Has.Some.StartsWith("Runtime/Frame.cs: has no .meta file."));
        }

        [Test]
        public void Check_NamesMetaWhoseEntryIsGone()
        {
            var file = _folder.Write("Frame.cs");
            MetaKeeper.Make(_folder.Path);
            File.Delete(file);

            Assert.That(MetaKeeper.Check(_folder.Path).Orphans, Is.EqualTo(new[] { "Frame.cs.meta" }));
        }

        [Test]
        public void Check_NamesTwoMetasWithOneGuid()
        {
            _folder.Write("A.cs");
            MetaKeeper.Make(_folder.Path);
            _folder.Write("B.cs");
            File.Copy(Path.Combine(_folder.Path, "A.cs.meta"), Path.Combine(_folder.Path, "B.cs.meta"));

            Assert.That(MetaKeeper.Check(_folder.Path).Duplicates, Has.One.StartsWith("A.cs.meta, B.cs.meta: share the GUID"));
        }

        [TestCase("fileFormatVersion: 2\n")]
        [TestCase("fileFormatVersion: 2\nguid: 0123\n")]
        [TestCase("fileFormatVersion: 2\nguid: 0123456789ABCDEF0123456789ABCDEF\n")]
        [TestCase("fileFormatVersion: 2\nguid: 0123456789abcdef0123456789abcdef0\n")]
        public void Check_NamesMetaWithoutWellFormedGuid(string text)
        {
            _folder.Write("A.cs");
            _folder.Write("A.cs.meta", text);

            Assert.That(MetaKeeper.Check(_folder.Path).Malformed, Is.EqualTo(new[] { "A.cs.meta" }));
        }

        [Test]
        public void Make_LeavesNothingToComplainOf()
        {
            _folder.Write("package.json");
            _folder.Write("Runtime/Shaders/Encode.compute");
            _folder.Write("Samples~/Shapes/Scene.cs");

            Assert.That(MetaKeeper.Make(_folder.Path), Has.Count.EqualTo(6));
            Assert.That(MetaKeeper.Check(_folder.Path).IsClean, Is.True);
        }

        [Test]
        public void Make_ChangesNoMetaThatIsThere()
        {
            const string own = "fileFormatVersion: 2\nguid: 0123456789abcdef0123456789abcdef\nDefaultImporter:\n  userData: mine\n";
            _folder.Write("A.cs");
            var meta = _folder.Write("A.cs.meta", own);

            Assert.That(MetaKeeper.Make(_folder.Path), Is.Empty);
            Assert.That(File.ReadAllText(meta), Is.EqualTo(own));
        }

        [Test]
        public void Make_GivesANewFileAtAnOldPlaceAGuidThatIsFree()
        {
            _folder.Write("Frame.cs");
            MetaKeeper.Make(_folder.Path);
            var first = MetaFile.ReadGuid(File.ReadAllText(Path.Combine(_folder.Path, "Frame.cs.meta")));
            foreach (var place in new[] { "First.cs", "Second.cs" })
            {
                File.Move(Path.Combine(_folder.Path, "Frame.cs"), Path.Combine(_folder.Path, place));
                File.Move(Path.Combine(_folder.Path, "Frame.cs.meta"), Path.Combine(_folder.Path, place + ".meta"));
                _folder.Write("Frame.cs");
                MetaKeeper.Make(_folder.Path);
            }

            Assert.That(MetaKeeper.Check(_folder.Path).Problems(), Is.Empty);
            Assert.That(MetaFile.ReadGuid(File.ReadAllText(Path.Combine(_folder.Path, "First.cs.meta"))), Is.EqualTo(first));
        }

        [Test]
        public void Make_PassesOverWhatUnityDoesNotSee()
        {
            _folder.Write(".git/config");
            _folder.Write("Host~/Engine/Camera.cs");
            _folder.Write("Runtime/draft.tmp");
            _folder.Write("CVS/Entries");
            _folder.Write("saccade-demo/report.json");
            _folder.Write("saccade-demo.meta");
            _folder.Write("saccade-tutorial/report.html");
            _folder.Write("saccade-editor/StreamingAssets/base/config.json");

            Assert.That(MetaKeeper.Make(_folder.Path).Select(entry => entry.Path), Is.EqualTo(new[] { "Runtime" }));
            Assert.That(MetaKeeper.Check(_folder.Path).IsClean, Is.True);
        }
    }
}
