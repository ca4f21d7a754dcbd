using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Newtonsoft.Json;
using NUnit.Framework;
using Saccade.Editor.Capture;
using Saccade.Host;
using Saccade.Samples.Shapes;
using UnityEngine;
using UnityEngine.Rendering;
using UnityEngine.Rendering.Universal;
using Object = UnityEngine.Object;

namespace Saccade.Editor.Tests.Capture
{
    [NonParallelizable]
    public sealed class CaptureSessionTests
    {
        private static readonly string[] TwoShapes = ["cone", "heart"];
        private static readonly string[] InTheOrderOfTheHierarchy = ["A", "B"];

        private CaptureStage _stage = null!;

        [SetUp]
        public void SetUp()
        {
            _stage = new CaptureStage();
            CaptureStage.Paint.Calls.Clear();
        }

        [TearDown]
        public void TearDown() => _stage.Dispose();

        [Test]
        public void Capture_ToTheEnd_HasEveryPictureAndALineForEach()
        {
            var paint = AddPaint("Paint");

            var session = _stage.Capture(_stage.Settings());

            Assert.That(session.State, Is.EqualTo(CaptureState.Finished), session.Status);
            var pictures = Directory.GetFiles(_stage.Folder, "*.png", SearchOption.AllDirectories);
            Assert.That(pictures, Has.Length.EqualTo(6));
            Assert.That(File.ReadAllLines(Path.Combine(_stage.Folder, "index.jsonl")), Has.Length.EqualTo(6));
            Assert.That(paint.Restored, Is.EqualTo(1));
            Assert.That(Directory.GetFiles(_stage.Folder, "*.tmp", SearchOption.AllDirectories), Is.Empty);
        }

        [Test]
        public void Capture_InterruptedAfterAnyPicture_GivesTheSameFilesAsAnUndisturbedOne()
        {
            AddPaint("Paint");
            var settings = _stage.Settings();
            settings.Folder = _stage.Folder + "Whole";
            _stage.Capture(settings);
            var whole = CaptureStage.Files(settings.Folder);

            for (var until = 1; until < 6; until++)
            {
                settings.Folder = _stage.Folder + until;
                using (var first = CaptureSession.Open(settings, _stage.Camera))
                {
                    _stage.RunUntil(first, () => first.CountOf("dark") + first.CountOf("light") >= until);
                }
                // What an interruption in the middle of a write leaves: half a line, and a picture that has none.
                File.AppendAllText(Path.Combine(settings.Folder, "index.jsonl"), "{\"file\":\"train/da");
                _stage.Capture(settings);

                Assert.That(CaptureStage.Files(settings.Folder), Is.EqualTo(whole), $"interrupted after {until}");
            }
        }

        [Test]
        public void Capture_PictureWithoutLine_IsReplaced_AndLineWithoutPictureIsRetaken()
        {
            AddPaint("Paint");
            _stage.Capture(_stage.Settings());
            var whole = CaptureStage.Files(_stage.Folder);
            var index = Path.Combine(_stage.Folder, "index.jsonl");
            var lines = File.ReadAllLines(index);
            var last = Directory.GetFiles(_stage.Folder, "1-00002-00.png", SearchOption.AllDirectories)
                .Single(path => path.Contains("light", StringComparison.Ordinal));
            File.WriteAllLines(index, lines[..^1]);
            File.WriteAllText(last, "half a pict");
            _stage.Capture(_stage.Settings());
            Assert.That(CaptureStage.Files(_stage.Folder), Is.EqualTo(whole));

            File.Delete(last);
            _stage.Capture(_stage.Settings());
            Assert.That(CaptureStage.Files(_stage.Folder), Is.EqualTo(whole));
        }

        [Test]
        public void Capture_WithMoreScenesAndClasses_LeavesEveryPictureWhereItWas()
        {
            AddPaint("Paint").Classes = ["dark", "light", "grey"];
            _stage.Capture(_stage.Settings());
            var before = CaptureStage.Files(_stage.Folder);
            var larger = _stage.Settings("grey", "dark", "light");
            larger.Target = 5;

            _stage.Capture(larger);

            var after = CaptureStage.Files(_stage.Folder);
            foreach (var file in before.Where(entry => entry.Key.EndsWith(".png", StringComparison.Ordinal)))
            {
                Assert.That(after[file.Key], Is.EqualTo(file.Value), file.Key);
            }

            Assert.That(after.Keys.Count(path => path.EndsWith(".png", StringComparison.Ordinal)), Is.EqualTo(15));

            // Whenever a picture of a scene was taken, and of whichever class: validation sees no scene that training has seen.
            var splits = File.ReadLines(Path.Combine(_stage.Folder, DatasetIndex.FileName))
                .Select(line => JsonConvert.DeserializeObject<IndexLine>(line)!)
                .ToLookup(line => line.Scene, line => line.Split);
            Assert.That(splits, Has.Count.EqualTo(5));
            Assert.That(splits.Select(scene => scene.Distinct().Count()), Is.All.EqualTo(1));
        }

        [Test]
        public void Capture_OtherSettings_AreNamedWithBothValues_AndTheFoldersCanBeTaken()
        {
            AddPaint("Paint");
            _stage.Capture(_stage.Settings());
            var other = _stage.Settings();
            other.Seed = 7;
            other.Width = 40;

            var error = Assert.Throws<CaptureConflictException>(() => CaptureSession.Open(other, _stage.Camera))!;

            Assert.That(error.Message, Does.Contain("seed 1, now 7").And.Contain("width 20, now 40").And.Contain("Choose another folder"));
            Assert.That((error.Existing.Seed, error.Existing.Width), Is.EqualTo((1, 20)));
            Assert.That(_stage.Capture(error.Existing).State, Is.EqualTo(CaptureState.Finished));
        }

        [Test]
        public void Capture_DiskFull_SaysSo_KeepsWhatIsWhole_AndGoesOnLater()
        {
            AddPaint("Paint");
            var settings = _stage.Settings();
            var left = 4;
            void Write(string path, byte[] bytes)
            {
                if (left-- <= 0)
                {
                    throw new IOException("No space left on device");
                }

                CaptureFile.Write(path, bytes);
            }

            using (var session = CaptureSession.Open(settings, _stage.Camera, true, Write))
            {
                _stage.RunToEnd(session);
                Assert.That(session.State, Is.EqualTo(CaptureState.Failed));
                Assert.That(session.Status, Does.Contain("No space left").And.Contain(_stage.Folder).And.Contain("start again"));
            }

            Assert.That(File.ReadAllLines(Path.Combine(_stage.Folder, "index.jsonl")), Has.Length.EqualTo(3));
            Assert.That(Directory.GetFiles(_stage.Folder, "*.png", SearchOption.AllDirectories), Has.Length.EqualTo(3));
            Assert.That(_stage.Capture(settings).State, Is.EqualTo(CaptureState.Finished));
        }

        [Test]
        public void Open_FolderThatIsAFile_IsRefusedWithWhatToDo()
        {
            AddPaint("Paint");
            Directory.CreateDirectory(Path.GetDirectoryName(_stage.Folder)!);
            File.WriteAllText(_stage.Folder, "");

            var error = Assert.Throws<CaptureException>(() => CaptureSession.Open(_stage.Settings(), _stage.Camera))!;

            Assert.That(error.Message, Does.Contain(_stage.Folder).And.Contain("choose another"));
        }

        [Test]
        public void Open_FolderInUse_IsRefused()
        {
            AddPaint("Paint");
            using var first = CaptureSession.Open(_stage.Settings(), _stage.Camera);

            var error = Assert.Throws<CaptureException>(() => CaptureSession.Open(_stage.Settings(), _stage.Camera))!;

            Assert.That(error.Message, Does.Contain("another capture"));
        }

        [TestCase("../x")]
        [TestCase("con")]
        [TestCase("nul.txt")]
        [TestCase(" ")]
        [TestCase("a/b")]
        [TestCase(".hidden")]
        [TestCase("dot.")]
        public void Open_ClassNameThatIsNoFolderName_IsRefused(string className)
        {
            var error =
                Assert.Throws<CaptureException>(() => CaptureSession.Open(_stage.Settings(className), _stage.Camera))!;

            Assert.That(error.Message, Does.Contain($"'{className}'"));
            Assert.That(Directory.Exists(_stage.Folder), Is.False);
        }

        [Test]
        public void Open_ClassesThatDifferInCase_AreRefused()
        {
            var error =
                Assert.Throws<CaptureException>(() => CaptureSession.Open(_stage.Settings("Dark", "dark"), _stage.Camera))!;

            Assert.That(error.Message, Does.Contain("'Dark' and 'dark'"));
        }

        [Test]
        public void Tick_CameraDestroyed_FailsClearly_AndAnotherGoesOn()
        {
            AddPaint("Paint");
            var other = new GameObject("Other", typeof(Camera)).GetComponent<Camera>();
            using (var session = CaptureSession.Open(_stage.Settings(), other))
            {
                session.Tick();
                Object.DestroyImmediate(other.gameObject);
                _stage.RunToEnd(session);
                Assert.That(session.State, Is.EqualTo(CaptureState.Failed));
                Assert.That(session.Status, Does.Contain("camera is gone"));
            }

            Assert.That(_stage.Capture(_stage.Settings()).State, Is.EqualTo(CaptureState.Finished));
        }

        [Test]
        public void Tick_GameStopped_Pauses_AndNoPartialFileIsLeft()
        {
            AddPaint("Paint");
            var session = CaptureSession.Open(_stage.Settings(), _stage.Camera);
            session.Tick();

            _stage.StopGame();
            session.Tick();

            Assert.That(session.State, Is.EqualTo(CaptureState.Paused));
            Assert.That(session.Status, Does.Contain("Press play"));
            session.Dispose();
            Assert.That(Directory.GetFiles(_stage.Folder, "*.tmp", SearchOption.AllDirectories), Is.Empty);
            Assert.Throws<CaptureException>(() => CaptureSession.Open(_stage.Settings(), null));
        }

        [Test]
        public void Randomizers_AreCalledInTheOrderOfTheHierarchy_AndAFailureIsNamed()
        {
            var first = AddPaint("A");
            var second = AddPaint("B");
            first.transform.SetParent(_stage.Camera.transform);
            second.transform.SetParent(_stage.Camera.transform);
            using var session = CaptureSession.Open(_stage.Settings(), _stage.Camera);

            session.Tick();
            Assert.That(CaptureStage.Paint.Calls.Select(call => call[..1]), Is.EqualTo(InTheOrderOfTheHierarchy));

            second.Failure = "out of paint";
            _stage.RunToEnd(session);
            Assert.That(session.Status, Does.Contain("Paint on 'B'").And.Contain("out of paint"));
            Assert.That(first.Restored, Is.EqualTo(1));
        }

        [Test]
        public void Capture_OfLabelledObjects_TakesTheOneNearestToTheCentre()
        {
            Label("light", new Vector3(1f, 0f, 5f));
            var centre = Label("dark", new Vector3(0.2f, 0f, 5f));
            Label("light", new Vector3(0f, 0f, -5f));
            var settings = _stage.Settings();
            settings.Source = ClassSource.LabelledObject;
            using var session = CaptureSession.Open(settings, _stage.Camera);

            _stage.RunUntil(session, () => session.CountOf("dark") == 3);
            Assert.That(session.CountOf("light"), Is.Zero);
            Object.DestroyImmediate(centre.gameObject);
            _stage.RunToEnd(session);

            Assert.That(session.State, Is.EqualTo(CaptureState.Finished));
            Assert.That(session.CountOf("light"), Is.EqualTo(3));
        }

        [Test]
        public void TakeOne_OfANamedClass_TakesOnePictureAndNoMore()
        {
            var settings = _stage.Settings();
            settings.Source = ClassSource.Named;
            settings.ClassName = "mug";
            using var session = CaptureSession.Open(settings, _stage.Camera, false);

            session.TakeOne();
            _stage.RunUntil(session, () => session.CountOf("mug") == 1);
            session.Tick();

            Assert.That(session.InFlight, Is.Zero);
            Assert.That(session.Status, Does.Contain("one picture of 'mug'"));
        }

        [Test]
        public void Capture_WithAFullQueue_WaitsAndDropsNothing()
        {
            AddPaint("Paint");
            var settings = _stage.Settings();
            settings.Target = 20;
            using System.Threading.ManualResetEventSlim gate = new();
            void Write(string path, byte[] bytes)
            {
                if (path.EndsWith(".png", StringComparison.Ordinal))
                {
                    gate.Wait();
                }

                CaptureFile.Write(path, bytes);
            }

            using var session = CaptureSession.Open(settings, _stage.Camera, true, Write);
            for (var i = 0; i < 50; i++)
            {
                session.Tick();
                _stage.Step();
                Assert.That(session.InFlight, Is.LessThanOrEqualTo(CaptureSession.MaxInFlight));
            }

            Assert.That(session.InFlight, Is.EqualTo(CaptureSession.MaxInFlight));
            gate.Set();
            _stage.RunToEnd(session);
            Assert.That(session.CountOf("dark") + session.CountOf("light"), Is.EqualTo(40));
        }

        [Test]
        public void Capture_OfShapes_EqualsTheSamplesOwnPictures_AndGivesTheSceneBack()
        {
            var quickstart = _stage.Camera.gameObject.AddComponent<ShapesQuickstart>();
            _stage.Camera.gameObject.AddComponent<ShapesRandomizer>();
            _stage.Step();
            var settings = _stage.Settings(TwoShapes);
            settings.Width = 64;
            settings.Height = 48;
            _stage.Capture(settings);
            Assert.That(quickstart.Scene!.Label.ClassName, Is.EqualTo(quickstart.ClassName));
            Assert.That(_stage.Camera.aspect, Is.EqualTo(64f / 36f).Within(1e-5));

            var path = Directory.GetFiles(_stage.Folder, "1-00001-00.png", SearchOption.AllDirectories)
                .Single(file => file.Contains("heart", StringComparison.Ordinal));
            var seed = new Saccade.Capture.CaptureScene(1, 1, 0, "heart", _stage.Camera, 0).Seed;
            var expected = ReadPixels(64, 48, () => quickstart.Scene.Show(seed, "heart"));
            Texture2D captured = new(2, 2);
            captured.LoadImage(File.ReadAllBytes(path));
            Assert.That(captured.GetPixels32(), Is.EqualTo(expected));
            Object.DestroyImmediate(captured);
        }

        [Test]
        public void Capture_IsUnheardByTheCamera()
        {
            AddPaint("Paint");
            List<Camera> rendered = [];
            Camera.onPostRender += rendered.Add;
            using var session = CaptureSession.Open(_stage.Settings(), _stage.Camera);

            session.Tick();

            Assert.That(rendered, Has.Count.EqualTo(1).And.None.SameAs(_stage.Camera));
            Assert.That(Camera.allCameras, Is.EqualTo(new[] { _stage.Camera }));
        }

        [Test]
        public void Capture_InAScriptablePipeline_LooksLikeTheLivePicture()
        {
            GraphicsSettings.defaultRenderPipeline = ScriptableObject.CreateInstance<UniversalRenderPipelineAsset>();
            var data = _stage.Camera.gameObject.AddComponent<UniversalAdditionalCameraData>();
            data.renderPostProcessing = true;
            _stage.Camera.backgroundColor = new Color32(10, 200, 60, 255);
            var over = new GameObject("Over", typeof(Camera), typeof(UniversalAdditionalCameraData)).GetComponent<Camera>();
            over.transform.position = new Vector3(0, 0, -3);
            over.GetComponent<UniversalAdditionalCameraData>().renderType = CameraRenderType.Overlay;
            data.cameraStack.Add(over);
            _stage.Camera.cullingMask = 0;
            GameObject.CreatePrimitive(PrimitiveType.Cube).GetComponent<Renderer>().material =
                new Material(Shader.Find("Unlit/Color")) { color = Color.blue };
            var settings = _stage.Settings("dark");
            (settings.Source, settings.ClassName, settings.Target) = (ClassSource.Named, "dark", 1);
            (settings.Width, settings.Height) = (64, 36);

            _stage.Capture(settings);
            _stage.Step();

            var live = HostScreen.Capture();
            Texture2D captured = new(2, 2);
            captured.LoadImage(File.ReadAllBytes(Directory.GetFiles(_stage.Folder, "*.png", SearchOption.AllDirectories).Single()));
            Color32 background = captured.GetPixel(1, 1);
            Color32 middle = captured.GetPixel(32, 18);
            Assert.That((background.r, background.g, background.b), Is.EqualTo((255, 200, 60)), "post-processed");
            Assert.That((middle.r, middle.g, middle.b), Is.EqualTo((255, 0, 255)), "with what lies over it");
            foreach (var (x, y) in new[] { (1, 1), (32, 18), (62, 30) })
            {
                Assert.That((Color32)captured.GetPixel(x, 35 - y), Is.EqualTo((Color32)(Color)live[x, y]), $"{x}, {y}");
            }

            Assert.That(_stage.Camera.GetComponents<UniversalAdditionalCameraData>(), Has.Length.EqualTo(1));
            Object.DestroyImmediate(captured);
        }

        [Test]
        public void Open_OverlayCamera_IsRefusedWithWhatToChoose()
        {
            GraphicsSettings.defaultRenderPipeline = ScriptableObject.CreateInstance<UniversalRenderPipelineAsset>();
            _stage.Camera.gameObject.AddComponent<UniversalAdditionalCameraData>().renderType = CameraRenderType.Overlay;

            var error = Assert.Throws<CaptureException>(() => CaptureSession.Open(_stage.Settings(), _stage.Camera))!;

            Assert.That(error.Message, Does.StartWith("Camera 'Main Camera'").And.Contain("Choose its Base camera"));
        }

        private static CaptureStage.Paint AddPaint(string name) => new GameObject(name).AddComponent<CaptureStage.Paint>();

        // As the sample takes its own pictures.
        private Color32[] ReadPixels(int width, int height, Action arrange)
        {
            RenderTexture target = new(width, height, 24, RenderTextureFormat.ARGB32);
            Texture2D picture = new(width, height, TextureFormat.RGB24, false);
            _stage.Camera.targetTexture = target;
            arrange();
            _stage.Camera.Render();
            RenderTexture.active = target;
            picture.ReadPixels(new Rect(0, 0, width, height), 0, 0);
            RenderTexture.active = null;
            _stage.Camera.targetTexture = null;
            var pixels = picture.GetPixels32();
            Object.DestroyImmediate(picture);
            Object.DestroyImmediate(target);
            return pixels;
        }

        private static ClassLabel Label(string className, Vector3 place)
        {
            var label = new GameObject(className).AddComponent<ClassLabel>();
            label.ClassName = className;
            label.transform.position = place;
            return label;
        }
    }
}
