using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading;
using NUnit.Framework;
using Saccade.Editor.Training;
using Saccade.Tools;

namespace Saccade.Package.Tests.Shipping
{
    /// <summary>The editor's own build of the training tool, from the package as it is shipped.</summary>
    internal sealed class BuiltTrainingToolTests
    {
        private TemporaryFolder _folder = null!;
        private string _package = null!;

        [SetUp]
        public void UnpackPackage()
        {
            _folder = new TemporaryFolder();
            PackCommand.Run(Repository.Root, new[] { "--output", _folder.Path, "--draft" }, TextWriter.Null, TextWriter.Null);
            _package = Path.Combine(_folder.Path, "Library", "PackageCache", "com.saccade.vit");
            ArchiveRules.Unpack(Directory.GetFiles(_folder.Path, "*.tgz").Single(), _package);
        }

        [TearDown]
        public void DeleteFolder() => _folder.Dispose();

        [Test]
        public void ShippedSources_MakeAToolThatRuns_AndNothingIsWrittenIntoThePackage()
        {
            var target = Path.Combine(_folder.Path, "Library", "Saccade", "TrainingTool", "0.1.0");
            TrainingToolBuild build = new(_package, target, DotnetCommand.Find());
            List<string> phases = new();
            var before = Contents(_package);

            var tool = build.Run(phases.Add, CancellationToken.None);

            Assert.That(Contents(_package), Is.EqualTo(before));
            Assert.That(tool, Is.EqualTo(Path.Combine(target, "Saccade.Training.dll")));
            Assert.That(
                TrainingToolCheck.Run(tool, CancellationToken.None), Is.EqualTo((string?)Repository.ReadJson("package.json")["version"]));
            Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(target)!), Is.EqualTo(new[] { target }));
            Assert.That(phases, Has.Count.EqualTo(3));

            List<string> help = new();
            Assert.That(Ask(tool, help, "train", "--help"), Is.Zero);
            Assert.That(help, Has.Some.Contains("--learning-rate"));

            // Needs the native libraries and the fonts that came along.
            List<string> prediction = new();
            var sample = Path.Combine(_package, "Samples~", "Shapes", "Base");
            var picture = Path.Combine(_package, "Documentation~", "images", "frames.jpg");
            Assert.That(Ask(tool, prediction, "predict", "--model", sample, "--input", picture), Is.Zero, string.Join('\n', prediction));
        }

        private static int Ask(string tool, List<string> lines, params string[] arguments) =>
            ProgramRun.Run(tool, arguments, string.Empty, lines.Add, TimeSpan.FromMinutes(2), CancellationToken.None);

        private static SortedDictionary<string, string> Contents(string folder) =>
            new(
                Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).ToDictionary(
                    path => path,
                    path => Directory.Exists(path) ? "folder" : Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))),
                StringComparer.Ordinal);
    }
}
