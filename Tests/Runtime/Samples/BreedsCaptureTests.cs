using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using NUnit.Framework;
using Saccade.Host;
using Saccade.Samples.Shapes;
using UnityEngine;

namespace Saccade.Runtime.Tests.Samples
{
    internal sealed class BreedsCaptureTests
    {
        private HostEngine _engine = null!;

        private string _folder = null!;

        [SetUp]
        public void StartEngine()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, AntiAliasing = 1, ValidateGraphics = true });
            _folder = Directory.CreateTempSubdirectory("saccade breeds ").FullName;
        }

        [TearDown]
        public void StopEngine()
        {
            _engine.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        [Test]
        public void Fill_NumbersTestPicturesAfterTrainingPictures()
        {
            List<(int Done, int Total)> progress = new();

            new BreedsCapture(SmallPlan()).Fill(_folder, (done, total) => progress.Add((done, total)));

            Assert.That(progress, Is.EqualTo(Enumerable.Range(1, 37 * 3).Select(done => (done, 37 * 3))));
            Assert.That(
                Lines("trainval.txt").Take(3),
                Is.EqualTo(new[] { "Amber_Capsule_1 1 1 1", "Amber_Capsule_2 1 1 1", "amber_cross_1 2 2 1" }));
            Assert.That(Lines("test.txt").Take(2), Is.EqualTo(new[] { "Amber_Capsule_3 1 1 1", "amber_cross_3 2 2 1" }));
        }

        [Test]
        public void SameSeed_GivesTheSameFiles_AnotherSeedOtherPictures()
        {
            var folders = new[] { 0, 0, 5000 }.Select((seed, i) =>
            {
                var plan = SmallPlan();
                plan.FirstSeed = seed;
                var folder = Path.Combine(_folder, $"{i}");
                new BreedsCapture(plan).Fill(folder);
                return folder;
            }).ToArray();

            Assert.That(Contents(folders[1]), Is.EqualTo(Contents(folders[0])));
            Assert.That(
                Contents(folders[2]).Zip(Contents(folders[0])).Count(pair => pair.First == pair.Second),
                Is.EqualTo(2), "trainval.txt and test.txt name no seed");
        }

        [Test]
        public void Pictures_HaveSeveralSizes_HalfOfThemLie()
        {
            new BreedsCapture(SmallPlan()).Fill(_folder);

            var sizes = Directory.GetFiles(Path.Combine(_folder, "images")).Select(SizeOf).GroupBy(size => size).ToList();

            Assert.That(sizes.Select(size => size.Key), Is.EquivalentTo(new[] { (40, 30), (30, 40), (30, 30), (40, 26) }));
            Assert.That(sizes.Single(size => size.Key == (40, 30)).Count(), Is.InRange(37, 74), "about half of 111 lie");
        }

        [Test]
        public void Cancelled_LeavesNoAnnotationsAndGoesOnWhereItStopped()
        {
            using CancellationTokenSource source = new();
            BreedsCapture capture = new(SmallPlan());

            Assert.That(
                () => capture.Fill(_folder, (done, _) =>
                {
                    if (done == 3)
                    {
                        source.Cancel();
                    }
                }, source.Token),
                Throws.InstanceOf<OperationCanceledException>());
            var made = Directory.GetFiles(Path.Combine(_folder, "images"));
            Assert.That(made, Has.Length.EqualTo(3));
            Assert.That(Path.Combine(_folder, "annotations"), Does.Not.Exist);

            // A picture that is there is kept, so a mark in one survives.
            File.WriteAllText(made[0], "kept");
            capture.Fill(_folder);
            Assert.That(Directory.GetFiles(Path.Combine(_folder, "images")), Has.Length.EqualTo(37 * 3));
            Assert.That(File.ReadAllText(made[0]), Is.EqualTo("kept"));
            Assert.That(Directory.GetFiles(_folder, "*.tmp", SearchOption.AllDirectories), Is.Empty);
        }

        [Test]
        public void OwnSetAgain_IsLeftAsItIs()
        {
            new BreedsCapture(SmallPlan()).Fill(_folder);
            var before = Contents(_folder);

            new BreedsCapture(SmallPlan()).Fill(_folder);

            Assert.That(Contents(_folder), Is.EqualTo(before));
        }

        [TestCase("trainval.txt")]
        [TestCase("test.txt")]
        [TestCase("list.txt")]
        public void AnnotationsOfAnotherSet_AreRefusedAndKept(string name)
        {
            var list = Path.Combine(_folder, "annotations", name);
            Directory.CreateDirectory(Path.GetDirectoryName(list)!);
            File.WriteAllText(list, "Abyssinian_100 1 1 1\n");

            Assert.That(
                () => new BreedsCapture(SmallPlan()).Fill(_folder),
                Throws.InstanceOf<IOException>().With.Message.Contain(list).And.Message.Contain("another data set"));
            Assert.That(File.ReadAllText(list), Is.EqualTo("Abyssinian_100 1 1 1\n"));
            Assert.That(Path.Combine(_folder, "images"), Does.Not.Exist);
        }

        [Test]
        public void Plan_ThatMakesNoSense_IsNamed()
        {
            Assert.That(() => Capture(plan => plan.Width = 1), Throws.ArgumentException.With.Message.Contain("Width is 1"));
            Assert.That(() => Capture(plan => plan.TrainScenes = 0), Throws.ArgumentException.With.Message.Contain("TrainScenes is 0"));
            Assert.That(() => Capture(plan => plan.TestScenes = 0), Throws.ArgumentException.With.Message.Contain("TestScenes is 0"));
            Assert.That(() => Capture(_ => { }).Fill(""), Throws.ArgumentException.With.Message.Contain("folder"));
        }

        private static BreedsCapture Capture(Action<BreedsCapturePlan> change)
        {
            var plan = SmallPlan();
            change(plan);
            return new BreedsCapture(plan);
        }

        private static BreedsCapturePlan SmallPlan() => new() { TrainScenes = 2, TestScenes = 1, Width = 40, Height = 30 };

        private static (int Width, int Height) SizeOf(string path)
        {
            Texture2D picture = new(2, 2);
            Assert.That(picture.LoadImage(File.ReadAllBytes(path)), Is.True, path);
            return (picture.width, picture.height);
        }

        private static string[] Contents(string folder) =>
            Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(file => Path.GetRelativePath(folder, file) + Convert.ToBase64String(File.ReadAllBytes(file)))
                .ToArray();

        private string[] Lines(string name) => File.ReadAllLines(Path.Combine(_folder, "annotations", name));
    }
}
