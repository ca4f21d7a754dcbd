using System;
using System.Globalization;
using System.IO;
using System.Linq;
using NUnit.Framework;
using Saccade.Tools;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>What <c>./saccade pack</c> writes, unpacked.</summary>
    internal sealed class TarballTests
    {
        private TemporaryFolder _folder = null!;
        private string _archive = null!;
        private string _package = null!;
        private string _output = null!;

        [OneTimeSetUp]
        public void Pack()
        {
            _folder = new TemporaryFolder();
            using StringWriter output = new(CultureInfo.InvariantCulture);
            var made = Path.Combine(_folder.Path, "not yet", "there");
            Assert.That(PackCommand.Run(Repository.Root, new[] { "--output", made, "--draft" }, output, TextWriter.Null), Is.Zero);
            _output = output.ToString();
            _archive = Directory.GetFiles(made).Single();
            _package = Path.Combine(_folder.Path, "unpacked");
            ArchiveRules.Unpack(_archive, _package);
        }

        [OneTimeTearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void Archive_IsWhatNpmAndUnityUnpack() => Assert.That(ArchiveRules.Findings(_archive), Is.Empty);

        [Test]
        public void Package_HasNothingWrong() => Assert.That(PackageInspection.Findings(_package), Is.Empty);

        [Test]
        public void File_IsNamedAfterPackageAndVersion()
        {
            var version = (string)Repository.ReadJson("package.json")["version"]!;

            Assert.That(Path.GetFileName(_archive), Is.EqualTo($"com.saccade.vit-{version}.tgz"));
            Assert.That(_output, Does.StartWith(_archive).And.Contain("bytes").And.Contain("entries"));
        }

        [Test]
        public void Bytes_AreTheSameForTheSameTree()
        {
            PackCommand.Run(Repository.Root, new[] { "--output", _folder.Path, "--draft" }, TextWriter.Null, TextWriter.Null);

            Assert.That(File.ReadAllBytes(Path.Combine(_folder.Path, Path.GetFileName(_archive))), Is.EqualTo(File.ReadAllBytes(_archive)));
        }

        [Test]
        public void EveryFile_IsTheRepositorys()
        {
            var files = Directory.GetFiles(_package, "*", SearchOption.AllDirectories);

            Assert.That(files, Has.Length.GreaterThan(500));
            foreach (var file in files)
            {
                var relative = Path.GetRelativePath(_package, file);
                Assert.That(File.ReadAllBytes(file), Is.EqualTo(File.ReadAllBytes(Path.Combine(Repository.Root, relative))), relative);
            }
        }

        [Test]
        public void Guids_AreTheRepositorysOwn()
        {
            var metas = PackageTree.MetaFiles(_package).ToArray();

            Assert.That(metas, Is.Not.Empty);
            foreach (var meta in metas)
            {
                Assert.That(MetaFile.ReadGuid(File.ReadAllText(Path.Combine(_package, meta))),
                    Is.EqualTo(MetaFile.ReadGuid(Repository.Read(meta))), meta);
            }
        }

        [TestCase("Runtime")]
        [TestCase("Editor")]
        [TestCase("Training")]
        [TestCase("Samples~")]
        [TestCase("Documentation~")]
        public void Folder_IsThereWhole(string folder)
        {
            var expected = GitFiles.Read(Repository.Root).Tracked
                .Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))
                .Where(path => !path.Contains(".csproj", StringComparison.Ordinal) || folder == "Training");

            Assert.That(expected.Where(path => !File.Exists(Path.Combine(_package, path))), Is.Empty);
        }

        [TestCase("Tests")]
        [TestCase("Host~")]
        [TestCase("Benchmarks~")]
        [TestCase(".tools")]
        [TestCase(".artifacts")]
        [TestCase("saccade")]
        [TestCase("Saccade.slnx")]
        [TestCase("Runtime/Saccade.Runtime.csproj")]
        [TestCase("Samples~/Shapes/Saccade.Samples.Shapes.csproj")]
        public void WhatUsersDoNotNeed_IsNotThere(string path)
        {
            Assert.That(Path.Combine(_package, path), Does.Not.Exist);
            Assert.That(Path.Combine(_package, path + ".meta"), Does.Not.Exist);
        }
    }
}
