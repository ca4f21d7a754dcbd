using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Inference;
using Saccade.Preprocessing;
using Saccade.Runtime.Tests.Capture;
using Saccade.Samples.Shapes;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Runtime.Tests.Samples
{
    /// <summary>The sample's self-test passes where the picture is right, and says what is wrong where it isn't.</summary>
    [NonParallelizable]
    internal sealed class ShapesSelfTestTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
        private static readonly string Model = Fixtures.Find("exported", "vit-tiny");

        private readonly List<(string Message, LogType Type)> _logged = [];
        private HostEngine _engine = null!;
        private string _folder = null!;

        [SetUp]
        public void Prepare()
        {
            _folder = Directory.CreateTempSubdirectory("saccade self-test ").FullName;
            _logged.Clear();
            Application.logMessageReceived += Note;
        }

        [TearDown]
        public void StopEngine()
        {
            Application.logMessageReceived -= Note;
            CaptureBackends.Preferred = null;
            CaptureBackends.Remove(WrongLight.Its);
            _engine.Dispose();
            Assert.That(SharedModels.StopAll(Patience), Is.True);
            Directory.Delete(_folder, true);
        }

        [Test]
        public void RightPicture_Passes(
            [Values] bool isScriptable, [Values] bool isTexture, [Values(ColorSpace.Linear, ColorSpace.Gamma)] ColorSpace space)
        {
            var test = Start(isScriptable, isTexture, space);

            Run(test);

            Assert.That(test.HasPassed, Is.True, test.Report);
            Assert.That(test.Report, Does.StartWith("Shapes Self Test: passed\nUnity "));
            Assert.That(test.Report, Does.Contain("[ok] rows: upright").And.Contain("[ok] columns").And.Contain("[ok] channels"));
            Assert.That(test.Report, Does.Contain("[ok] levels: a screenshot's levels").And.Contain($"{space} colour space"));
            Assert.That(test.Report, Does.Contain(isTexture ? "camera on a texture of 128 x 96" : "camera on the screen of 128 x 96"));
            Assert.That(test.Report, Does.Contain(isScriptable ? "HostPipelineAsset" : "built-in pipeline"));
            Assert.That(_logged, Is.EqualTo(new[] { (test.Report, LogType.Log) }), "one message");
        }

        [TestCase("OpenGL")]
        [TestCase("compute shader")]
        [TestCase("readback")]
        public void Path_IsNamed(string backend)
        {
            Recording.Require(Recording.Create(backend));
            CaptureBackends.Preferred = backend;
            var test = Start();

            Run(test);

            Assert.That(test.HasPassed, Is.True, test.Report);
            Assert.That(test.Report, Does.Contain($"captured by: {backend}, Flip Screen off"));
        }

        [Test]
        public void RowsThatWereTurnedOver_AreToldWithTheSettingThatTurnsThemBack([Values] bool isScriptable)
        {
            var test = Start(isScriptable);
            test.GetComponent<VitClassifier>().FlipScreen = true;

            Run(test);

            Assert.That(test.HasPassed, Is.False);
            Assert.That(test.Report, Does.Contain("[FAILED] rows: upside down. Untick Flip Screen").And.Contain("[ok] columns"));
            Assert.That(test.Report, Does.Contain("[ok] levels"), "what is right is said too");
            Assert.That(_logged, Is.EqualTo(new[] { (test.Report, LogType.Error) }), "one message");
        }

        [TestCase(ColorSpace.Gamma, "encoded to sRGB twice")]
        [TestCase(ColorSpace.Linear, "linear light, which nobody encoded")]
        public void WrongColourSpace_IsNamed(ColorSpace space, string finding)
        {
            CaptureBackends.Register(new WrongLight());
            CaptureBackends.Preferred = WrongLight.Its;
            var test = Start(isTexture: true, space: space, format: RenderTextureFormat.ARGBHalf);

            Run(test);

            Assert.That(test.HasPassed, Is.False);
            Assert.That(test.Report, Does.Contain("[FAILED] levels: nearest to").And.Contain(finding).And.Contain("[ok] rows: upright"));
        }

        [Test]
        public void SomethingBeforeTheCamera_IsTold()
        {
            var test = Start();
            var wall = GameObject.CreatePrimitive(PrimitiveType.Cube);
            wall.transform.position = new Vector3(0f, 0f, test.GetComponent<Camera>().nearClipPlane + 0.505f);
            wall.transform.localScale = new Vector3(4f, 4f, 1f);

            Run(test);

            Assert.That(test.HasPassed, Is.False);
            Assert.That(test.Report, Does.Contain("[FAILED] picture: the pattern isn't in it"));
        }

        [Test]
        public void ModelThatIsMissing_IsTold()
        {
            var test = Start();
            test.GetComponent<VitClassifier>().ModelFolder = Path.Combine(_folder, "none");

            Run(test);

            Assert.That(test.HasPassed, Is.False);
            Assert.That(test.Report, Does.Contain("[FAILED] model: ").And.Contain("none"));
        }

        [Test]
        public void PictureThatNeverComes_IsGivenUp()
        {
            var test = Start();
            test.Patience = 1f;
            test.GetComponent<Camera>().enabled = false;

            Run(test);

            Assert.That(test.Report, Does.Contain("[FAILED] picture: none came within 1 seconds"));
        }

        [TestCase(60f, 0.3f, false)]
        [TestCase(5f, 0.01f, false)]
        [TestCase(60f, 0.3f, true)]
        public void Pattern_FillsThePictureOfAnyCamera(float fieldOfView, float near, bool isOrthographic)
        {
            var test = Start();
            var camera = test.GetComponent<Camera>();
            (camera.fieldOfView, camera.nearClipPlane, camera.orthographic) = (fieldOfView, near, isOrthographic);
            camera.rect = new Rect(0.25f, 0.5f, 0.5f, 0.5f);
            camera.transform.SetPositionAndRotation(new Vector3(3f, -2f, 7f), Quaternion.Euler(20f, 130f, 45f));
            camera.transform.localScale = new Vector3(2f, 3f, 1f);

            Run(test);

            Assert.That(test.HasPassed, Is.True, test.Report);
        }

        [Test]
        public void Everything_IsAsBefore_WhenItIsOver()
        {
            var test = Start();
            Rect part = new(0.25f, 0.25f, 0.5f, 0.5f);
            test.GetComponent<VitClassifier>().SourceRect = part;

            Run(test);
            _engine.Step();

            Assert.That(test.GetComponent<VitClassifier>().SourceRect, Is.EqualTo(part));
            Assert.That(Object.FindObjectsOfType<MeshFilter>(true), Is.Empty);
        }

        [Test]
        public void BesideTheQuickstart_ItUsesItsModelAndGoesAway()
        {
            _engine = HostEngine.Start(new HostOptions { Width = 64, Height = 48, AntiAliasing = 1, PersistentDataPath = _folder });
            var quickstart = new GameObject("Camera").AddComponent<ShapesQuickstart>();
            var test = quickstart.gameObject.AddComponent<ShapesSelfTest>();

            Run(test);

            Assert.That(test.HasPassed, Is.True, test.Report);
            Assert.That(quickstart.GetComponents<VitClassifier>(), Has.Length.EqualTo(1));
            Assert.That(_logged, Is.EqualTo(new[] { (test.Report, LogType.Log) }));
        }

        private ShapesSelfTest Start(
            bool isScriptable = false,
            bool isTexture = false,
            ColorSpace space = ColorSpace.Linear,
            RenderTextureFormat format = RenderTextureFormat.ARGB32)
        {
            _engine = HostEngine.Start(new HostOptions
            {
                Width = 128,
                Height = 96,
                AntiAliasing = 1,
                ScriptablePipeline = isScriptable,
                ColorSpace = space,
                ValidateGraphics = true,
                Log = null,
                PersistentDataPath = _folder,
            });
            var test = new GameObject("Camera").AddComponent<ShapesSelfTest>();
            if (isTexture)
            {
                test.GetComponent<Camera>().targetTexture = new RenderTexture(128, 96, 24, format);
            }

            test.gameObject.AddComponent<VitClassifier>().ModelFolder = Model;
            return test;
        }

        private void Run(ShapesSelfTest test) =>
            Assert.That(
                SpinWait.SpinUntil(
                    () =>
                    {
                        _engine.Step();
                        return test.IsDone;
                    },
                    Patience),
                Is.True,
                "no report came");

        private void Note(string message, string trace, LogType type) => _logged.Add((message, type));

        /// <summary>Takes linear light for encoded levels and the other way round.</summary>
        private sealed class WrongLight : ICaptureBackend<RecordedSource>
        {
            public const string Its = "wrong light";

            private readonly ICaptureBackend<RecordedSource> _right = Recording.Create("OpenGL");

            public string Name => Its;

            public int Priority => 0;

            public bool IsSupported(out string reason) => _right.IsSupported(out reason);

            public IFrameEncoder<RecordedSource> CreateEncoder(
                PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity) =>
                new Encoder(_right.CreateEncoder(rule, layout, patchWidth, patchHeight, capacity));

            private sealed class Encoder(IFrameEncoder<RecordedSource> right) : IFrameEncoder<RecordedSource>
            {
                public int Length => right.Length;

                public int Capacity => right.Capacity;

                public int InFlight => right.InFlight;

                public string? Failure => right.Failure;

                public long Lost => right.Lost;

                public EncodeTime LastEncode => right.LastEncode;

                public bool TryEncode(in RecordedSource source, in FrameStamp stamp)
                {
                    RecordedSource wrong = new(
                        source.Commands, source.Target, source.TargetSize, source.IsScreen,
                        new RectInt(source.X, source.Y, source.Width, source.Height), !source.IsLinear, source.IsBottomUp);
                    return right.TryEncode(wrong, stamp);
                }

                public bool TryFetch(Span<float> destination, out FrameStamp stamp, out int skipped) =>
                    right.TryFetch(destination, out stamp, out skipped);

                public void Dispose() => right.Dispose();
            }
        }
    }
}
