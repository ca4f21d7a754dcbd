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
    internal sealed class ShapesCaptureTests
    {
        private HostEngine _engine = null!;

        private string _folder = null!;

        [SetUp]
        public void StartEngine()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 32, Height = 32, AntiAliasing = 1, ValidateGraphics = true });
            _folder = Directory.CreateTempSubdirectory("saccade shapes ").FullName;
        }

        [TearDown]
        public void StopEngine()
        {
            _engine.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        [Test]
        public void Fill_MakesEveryPictureOfThePlan()
        {
            var plan = SmallPlan();
            List<(int Done, int Total)> progress = new();

            new ShapesCapture(plan).Fill(_folder, (done, total) => progress.Add((done, total)));

            Assert.That(progress, Is.EqualTo(Enumerable.Range(1, 16).Select(done => (done, 16))));
            Assert.That(Pictures(), Has.Length.EqualTo(plan.PictureCount));
            foreach (var className in plan.Classes)
            {
                Assert.That(PicturesOf("train", className), Has.Length.EqualTo(2 * 2));
                Assert.That(PicturesOf("validation", className), Has.Length.EqualTo(1 * 2));
                Assert.That(PicturesOf("test", className), Has.Length.EqualTo(1 * 2));
            }
        }

        [Test]
        public void Pictures_LieInTheSplitOfTheirScene()
        {
            new ShapesCapture(SmallPlan()).Fill(_folder);

            foreach (var picture in Pictures())
            {
                var parts = Path.GetRelativePath(_folder, picture).Split(Path.DirectorySeparatorChar);
                var seed = int.Parse(parts[2].Split('-')[0]);

                Assert.That(parts[0], Is.EqualTo(ShapesSplits.FolderOf(ShapesSplits.Of(seed))), picture);
            }
        }

        [Test]
        public void Picture_IsTheSceneAsTheCameraSeesIt()
        {
            var plan = SmallPlan();
            new ShapesCapture(plan).Fill(_folder);
            var file = PicturesOf("test", "cube").First(picture => picture.EndsWith("-1.png", StringComparison.Ordinal));
            var seed = int.Parse(Path.GetFileName(file).Split('-')[0]);

            Texture2D fromFile = new(2, 2);
            fromFile.LoadImage(File.ReadAllBytes(file));
            RenderTexture target = new(plan.Width, plan.Height, 24, RenderTextureFormat.ARGB32);
            Texture2D live = new(plan.Width, plan.Height, TextureFormat.RGB24, false);
            using ShapesScene scene = new();
            scene.Camera.targetTexture = target;
            scene.Show(seed, "cube", 1);
            scene.Camera.Render();
            RenderTexture.active = target;
            live.ReadPixels(new Rect(0, 0, plan.Width, plan.Height), 0, 0);

            Assert.That(fromFile.width, Is.EqualTo(plan.Width));
            Assert.That(fromFile.GetPixels32(), Is.EqualTo(live.GetPixels32()));
        }

        [Test]
        public void OneFrameAScene_IsNamedAfterTheSeedAlone()
        {
            var plan = SmallPlan();
            plan.FramesPerScene = 1;
            new ShapesCapture(plan).Fill(_folder);

            Assert.That(Pictures().Select(Path.GetFileNameWithoutExtension), Has.All.Match("^[0-9]+$"));
        }

        [Test]
        public void Cancelled_StopsAtOnceAndGoesOnWhereItStopped()
        {
            using CancellationTokenSource source = new();
            ShapesCapture capture = new(SmallPlan());

            Assert.That(
                () => capture.Fill(_folder, (done, _) =>
                {
                    if (done == 3)
                    {
                        source.Cancel();
                    }
                }, source.Token),
                Throws.InstanceOf<OperationCanceledException>());
            var made = Pictures().ToArray();
            Assert.That(made, Has.Length.EqualTo(3));

            // A picture that is there is kept, so a mark in one survives.
            File.WriteAllText(made[0], "kept");
            capture.Fill(_folder);
            Assert.That(Pictures(), Has.Length.EqualTo(16));
            Assert.That(File.ReadAllText(made[0]), Is.EqualTo("kept"));
        }

        [Test]
        public void HalfAPicture_IsMadeAgainAndLeavesNothingBehind()
        {
            ShapesCapture capture = new(SmallPlan());
            capture.Fill(_folder);
            var picture = Pictures()[0];
            File.Delete(picture);
            File.WriteAllText(picture + ".tmp", "half");

            capture.Fill(_folder);

            Assert.That(Pictures(), Has.Length.EqualTo(16));
            Assert.That(Directory.GetFiles(_folder, "*.tmp", SearchOption.AllDirectories), Is.Empty);
        }

        [Test]
        public void Folder_ThatIsAFile_IsAnError()
        {
            var file = Path.Combine(_folder, "file");
            File.WriteAllText(file, string.Empty);

            Assert.That(() => new ShapesCapture(SmallPlan()).Fill(file), Throws.InstanceOf<IOException>().With.Message.Contain(file));
        }

        [Test]
        public void Plan_ThatMakesNoSense_IsNamed()
        {
            Assert.That(() => Capture(plan => plan.Width = 0), Throws.ArgumentException.With.Message.Contain("Width is 0"));
            Assert.That(
                () => Capture(plan => plan.FramesPerScene = 0), Throws.ArgumentException.With.Message.Contain("FramesPerScene is 0"));
            Assert.That(() => Capture(plan => plan.TestScenes = -1), Throws.ArgumentException.With.Message.Contain("TestScenes is -1"));
            Assert.That(
                () => Capture(plan => plan.Classes = Array.Empty<string>()), Throws.ArgumentException.With.Message.Contain("Classes is 0"));
            Assert.That(() => Capture(plan => plan.Classes = new[] { "blob" }), Throws.ArgumentException.With.Message.Contain("'blob'"));
        }

        private static ShapesCapture Capture(Action<ShapesCapturePlan> change)
        {
            var plan = SmallPlan();
            change(plan);
            return new ShapesCapture(plan);
        }

        private static ShapesCapturePlan SmallPlan() => new()
        {
            Classes = new[] { "cube", "torus" },
            TrainScenes = 2,
            ValidationScenes = 1,
            TestScenes = 1,
            FramesPerScene = 2,
            Width = 40,
            Height = 30,
        };

        private string[] Pictures() =>
            Directory.GetFiles(_folder, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();

        private string[] PicturesOf(string split, string className) => Directory.GetFiles(Path.Combine(_folder, split, className), "*.png");
    }
}
