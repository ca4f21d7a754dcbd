using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using NUnit.Framework;
using Saccade.Training.Data.Inventory;

namespace Saccade.Training.Tests.Data.Inventory
{
    public sealed class FolderReaderTests
    {
        private TemporaryFolder _folder = null!;

        [SetUp]
        public void MakeFolder() => _folder = new TemporaryFolder();

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        [Platform(Exclude = "Win")]
        public void Links_AreFollowed_ButNotBack()
        {
            _folder.Touch("data/cat/1.png", "elsewhere/dog/2.png", "elsewhere/dog/deep/3.png");
            Link("data/dog", "elsewhere/dog");
            Link("data/cat/up", "data");
            Link("data/cat/self", "data/cat/self");
            Link("data/cat/above", "");
            Link("data/root", "/");
            Link("elsewhere/dog/there", "data/cat");
            Link("elsewhere/dog/here", "data/dog");
            var data = FolderReader.Read(_folder.Combine("data"));
            Assert.That(
                data.ListPictures().Select(file => Path.GetRelativePath(data.Path, file.Path)),
                Is.EqualTo(new[] { "cat/1.png", "dog/2.png", "dog/deep/3.png", "dog/there/1.png" }));
            Assert.That(
                Walk(data).Where(folder => folder.Closed == LeftOutReason.CircularLink)
                    .Select(folder => Path.GetRelativePath(data.Path, folder.Path)),
                Is.EquivalentTo(new[] { "cat/up", "cat/above", "root", "dog/here", "dog/there/up", "dog/there/above" }));
        }

        [Test]
        [Platform(Exclude = "Win")]
        public void FoldersFullOfLinksToEachOther_ComeToAnEnd()
        {
            _folder.Touch("data/0/a.png");
            for (var i = 1; i < 12; i++)
            {
                Directory.CreateDirectory(_folder.Combine("data", $"{i}"));
                Link($"data/{i}/left", $"data/{i - 1}");
                Link($"data/{i}/right", $"data/{i - 1}");
            }

            Assert.That(FolderReader.Read(_folder.Combine("data")).ListPictures().Count(), Is.GreaterThan(100).And.LessThan(10_000));
        }

        [Test]
        [Platform(Exclude = "Win")]
        [UnsupportedOSPlatform("windows")]
        public void AFolderThatCannotBeRead_IsNamed()
        {
            _folder.Touch("data/cat/1.png", "data/dog/2.png");
            if (Environment.IsPrivilegedProcess)
            {
                Assert.Ignore("This user may read every folder.");
            }

            File.SetUnixFileMode(_folder.Combine("data", "dog"), UnixFileMode.None);
            try
            {
                var data = FolderReader.Read(_folder.Combine("data"));
                Assert.That(
                    data.Folders.Select(folder => folder.Closed),
                    Is.EqualTo(new LeftOutReason?[] { null, LeftOutReason.UnreadableFolder }));
            }
            finally
            {
                const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
                File.SetUnixFileMode(_folder.Combine("data", "dog"), Own);
            }
        }

        [Test]
        [Platform(Exclude = "Win")]
        public void APipe_IsNotOpened()
        {
            _folder.Touch("cat/1.png");
            using var mkfifo = Process.Start("mkfifo", [_folder.Combine("cat", "pipe")]);
            mkfifo.WaitForExit();
            Assert.That(FolderReader.Read(_folder.Path).ListPictures().Count(), Is.EqualTo(1));
        }

        private static IEnumerable<DataFolder> Walk(DataFolder folder) => folder.Folders.SelectMany(Walk).Prepend(folder);

        private void Link(string from, string to) =>
            Directory.CreateSymbolicLink(_folder.Combine(from.Split('/')), _folder.Combine(to.Split('/')));
    }
}
