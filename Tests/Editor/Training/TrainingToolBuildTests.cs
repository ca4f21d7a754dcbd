using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Versioning;
using System.Threading;
using NUnit.Framework;
using Saccade.Editor.Training;

namespace Saccade.Editor.Tests.Training
{
    /// <summary>A shell script plays .NET's command; Tests/Package builds with the real one, from the shipped package.</summary>
    [UnsupportedOSPlatform("windows")]
    [Platform(Include = "Linux", Reason = "The command's part is played by a shell script.")]
    public sealed class TrainingToolBuildTests
    {
        // As many arguments as there are: the folder behind --output is what counts.
        private const string FindOutput = "while [ \"$1\" != --output ]; do shift; done\nout=\"$2\"\nmkdir -p \"$out\"\n";

        private string _folder = "";
        private string _package = "";
        private string _target = "";

        [SetUp]
        public void MakePackage()
        {
            _folder = Directory.CreateTempSubdirectory("saccade build ").FullName;
            _package = Path.Combine(_folder, "package");
            _target = Path.Combine(_folder, "Library", "TrainingTool", "0.1.0");
            Directory.CreateDirectory(Path.Combine(_package, "Training"));
            File.WriteAllText(Path.Combine(_package, "Training", "Saccade.Training.csproj"), "");
        }

        [TearDown]
        public void RemovePackage() => Directory.Delete(_folder, true);

        [Test]
        public void MissingCommand_SaysWhatToInstall() =>
            Assert.That(
                () => Build(Path.Combine(_folder, "none")),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains(".NET 10 SDK")
                    .And.Message.Contains("https://dotnet.microsoft.com/download/dotnet/10.0"));

        [TestCase("", "none")]
        [TestCase("8.0.404 [/usr/share/dotnet/sdk]", "8.0.404")]
        public void OtherSdks_AreNotEnough(string list, string found) =>
            Assert.That(
                () => Build(Dotnet("exit 9", list)),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains($"has: {found}")
                    .And.Message.Contains("https://dotnet.microsoft.com"));

        [Test]
        public void FailedBuild_TellsTheEndOfItsLogAndLeavesNothing()
        {
            var dotnet = Dotnet(FindOutput + "echo half > \"$out/Saccade.Training.dll\"; echo 'error NU1101: no such package'; exit 1");

            Assert.That(
                () => Build(dotnet),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("code 1")
                    .And.Message.Contains("error NU1101: no such package"));
            Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(_target)!), Is.Empty);
        }

        [Test]
        public void BuiltToolThatDoesNotRun_ReplacesNothing()
        {
            Directory.CreateDirectory(_target);
            File.WriteAllText(Path.Combine(_target, "Saccade.Training.dll"), "older");

            Assert.That(
                () => Build(Dotnet(FindOutput + "echo broken > \"$out/Saccade.Training.dll\"")),
                Throws.InstanceOf<TrainingToolException>().With.Message.Contains("isn't Saccade's training tool"));
            Assert.That(File.ReadAllText(Path.Combine(_target, "Saccade.Training.dll")), Is.EqualTo("older"));
            Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(_target)!), Is.EqualTo(new[] { _target }));
        }

        [Test]
        public void CancelledBuild_LeavesNothing()
        {
            using CancellationTokenSource cancellation = new();
            var dotnet = Dotnet(FindOutput + "echo half > \"$out/Saccade.Training.dll\"; exec sleep 1000");

            Assert.That(
                () => new TrainingToolBuild(_package, _target, dotnet).Run(
                    phase => cancellation.CancelAfter(
                        phase.StartsWith("Building", StringComparison.Ordinal) ? TimeSpan.FromMilliseconds(100) : Timeout.InfiniteTimeSpan),
                    cancellation.Token),
                Throws.InstanceOf<OperationCanceledException>());
            Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(_target)!), Is.Empty);
        }

        [Test]
        public void WhatAClosedEditorLeft_GoesWithTheNextBuild()
        {
            Directory.CreateDirectory(_target + ".new-1/obj");
            Directory.CreateDirectory(_target + ".old-1");

            Assert.That(() => Build(Dotnet("exit 1")), Throws.InstanceOf<TrainingToolException>());
            Assert.That(Directory.GetFileSystemEntries(Path.GetDirectoryName(_target)!), Is.Empty);
        }

        [Test]
        public void Command_GetsOnlyFoldersOutsideOfThePackage()
        {
            var seen = Path.Combine(_folder, "seen");

            Assert.That(
                () => Build(Dotnet($"pwd > '{seen}'; printf '%s\\n' \"$@\" >> '{seen}'; exit 1")),
                Throws.InstanceOf<TrainingToolException>());

            var lines = File.ReadAllLines(seen);
            Assert.That(lines[0], Is.EqualTo(_package), "global.json lies there");
            Assert.That(lines, Has.Some.StartsWith($"-p:ArtifactsPath={_target}.new-").And.Some.StartsWith($"{_target}.new-"));
        }

        [Test]
        public void PackageWithoutSources_IsNamed()
        {
            Directory.Delete(_package, true);

            Assert.That(
                () => Build(Dotnet("exit 0")), Throws.InstanceOf<TrainingToolException>().With.Message.Contains("Saccade.Training.csproj"));
        }

        [Test]
        public void Command_IsFoundOnThePathThenInItsRootThenInUsualFolders()
        {
            string[] folders = [Path.Combine(_folder, "a"), Path.Combine(_folder, "b"), Path.Combine(_folder, "c")];
            foreach (var folder in folders)
            {
                Directory.CreateDirectory(folder);
            }

            List<string> found = [];
            foreach (var folder in ((string[])[folders[2], folders[1], folders[0]]))
            {
                File.WriteAllText(Path.Combine(folder, "dotnet"), "");
                found.Add(DotnetCommand.Find($"/none:{folders[0]}", folders[1], [folders[2]]));
            }

            Assert.That(
                found,
                Is.EqualTo(new[] { folders[2], folders[1], folders[0] }.Select(folder => Path.Combine(folder, "dotnet"))));
            Assert.That(DotnetCommand.Find("", "", []), Is.EqualTo("dotnet"));
        }

        private string Build(string dotnet) => new TrainingToolBuild(_package, _target, dotnet).Run(_ => { }, CancellationToken.None);

        private string Dotnet(string publish, string sdks = "10.0.100 [/usr/share/dotnet/sdk]") =>
            Script.Write(_folder, "dotnet", $"if [ \"$1\" = --list-sdks ]; then echo '{sdks}'; exit 0; fi\n{publish}\n");
    }
}
