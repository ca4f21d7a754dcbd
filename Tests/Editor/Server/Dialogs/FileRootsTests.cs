using System;
using System.IO;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Host.Editor.Dialogs;

namespace Saccade.Editor.Tests.Server.Dialogs
{
    /// <summary>Nothing outside the given folders can be reached, whatever the path.</summary>
    public sealed class FileRootsTests
    {
        private string _base = "";
        private string _root = "";
        private string _secret = "";

        [SetUp]
        public void MakeFolders()
        {
            _base = new FileRoots([Directory.CreateTempSubdirectory("saccade-roots").FullName]).Roots[0];
            _root = Directory.CreateDirectory(Path.Combine(_base, "root")).FullName;
            _secret = Directory.CreateDirectory(Path.Combine(_base, "root-secret")).FullName;
            Directory.CreateDirectory(Path.Combine(_root, "a", "b"));
            File.WriteAllText(Path.Combine(_root, "a", "model.onnx"), "");
            File.WriteAllText(Path.Combine(_root, "a", "notes.txt"), "");
            File.WriteAllText(Path.Combine(_secret, "key.txt"), "");
            Directory.CreateSymbolicLink(Path.Combine(_root, "out"), _secret);
            Directory.CreateSymbolicLink(Path.Combine(_root, "a", "up"), _base);
            Directory.CreateSymbolicLink(Path.Combine(_root, "a", "in"), Path.Combine(_root, "a", "b"));
            File.CreateSymbolicLink(Path.Combine(_root, "a", "key.txt"), Path.Combine(_secret, "key.txt"));
        }

        [TearDown]
        public void DeleteFolders() => Directory.Delete(_base, true);

        [Test]
        public void Find_FollowsLinksThatStayInside()
        {
            FileRoots roots = new([_root]);

            Assert.That(roots.Find(Path.Combine(_root, "a", "in")), Is.EqualTo(Path.Combine(_root, "a", "b")));
            Assert.That(roots.Find(_root), Is.EqualTo(_root));
        }

        [Test]
        public void Find_RefusesWhatLeadsOut()
        {
            FileRoots roots = new([_root]);
            string[] outside =
            [
                _base, _secret, "/", "/etc/passwd", "a", "", Path.Combine(_root, ".."), Path.Combine(_root, "a", "..", "a"),
                Path.Combine(_root, "out"),
                Path.Combine(_root, "out", "key.txt"), Path.Combine(_root, "a", "up", "root-secret"), Path.Combine(_root, "a", "key.txt"),
                _root + "\0",
                Path.Combine(_root, "missing"),
            ];

            Assert.That(outside.Where(path => roots.Find(path) != null), Is.Empty);
        }

        [Test]
        public void Find_WithAnyPath_StaysInside()
        {
            FileRoots roots = new([_root]);
            string[] parts = ["a", "b", "..", ".", "out", "up", "in", "root", "root-secret", "key.txt", "model.onnx", "", "/", "..\\.."];
            var paths = Gen.Elements(parts).ListOf()
                .Select(list => string.Join('/', list.Prepend(list.Count % 2 == 0 ? _root : _base)))
                .ToArbitrary();

            Prop.ForAll(paths, path =>
            {
                var found = roots.Find(path);
                return found == null || found == _root || found.StartsWith(_root + "/", StringComparison.Ordinal);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20261124, 7));
        }

        [Test]
        public void List_ShowsWhatLiesInsideByEnding()
        {
            FileRoots roots = new([_root]);
            var folder = Path.Combine(_root, "a");

            Assert.That(roots.List(folder, null).Select(entry => entry.Name), Is.EqualTo(new[] { "b", "in" }));
            Assert.That(roots.List(folder, "onnx").Select(entry => entry.Name), Is.EqualTo(new[] { "b", "in", "model.onnx" }));
            Assert.That(roots.List(folder, "").Select(entry => entry.Name), Does.Not.Contain("key.txt"));
            Assert.That(roots.List(_secret, ""), Is.Empty);
        }

        [Test]
        public void FindParent_EndsAtTheRoot()
        {
            FileRoots roots = new([_root]);

            Assert.That(roots.FindParent(Path.Combine(_root, "a", "b")), Is.EqualTo(Path.Combine(_root, "a")));
            Assert.That(roots.FindParent(_root), Is.Null);
        }
    }
}
