using System;
using System.Collections.Generic;
using System.Reflection;
using System.Threading;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Core.Tests;
using Saccade.Host;
using Saccade.Inference;
using Saccade.Runtime.Tests.Capture;
using UnityEngine;
using UnityEngine.Rendering;
using UnityEngine.Rendering.Universal;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>
    /// The component takes the same picture whatever encodes it, in the built-in render pipeline and in scriptable ones, from the screen
    /// and from a texture: what the model sees is looked at, not its label.
    /// </summary>
    [NonParallelizable]
    public sealed class PipelinesTests
    {
        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
        private static readonly string Model = Fixtures.Find("exported", "vit-tiny");

        private readonly List<string> _warnings = [];
        private HostEngine? _engine;

        [SetUp]
        public void Forget()
        {
            _warnings.Clear();
            Application.logMessageReceived += NoteWarning;
        }

        [TearDown]
        public void StopEngine()
        {
            Application.logMessageReceived -= NoteWarning;
            CaptureBackends.Preferred = null;
            CaptureBackends.Remove(BrokenBackend.Its);
            _engine?.Dispose();
            _engine = null;
            Assert.That(SharedModels.StopAll(Patience), Is.True);
        }

        [Test]
        public void ModelView_IsTheUprightPicture_HoweverItComes(
            [Values("OpenGL", "compute shader", "readback")] string backend,
            [Values] bool isScriptable,
            [Values] bool isTexture)
        {
            Recording.Require(Recording.Create(backend));
            CaptureBackends.Preferred = backend;
            RenderTexture? texture = null;
            var classifier = StartScene(isScriptable, () => isTexture ? texture = new RenderTexture(128, 128, 24) : null);
            ShowCorner();

            var view = ReadModelView(classifier);

            Assert.That(classifier.CaptureName, Is.EqualTo(backend));
            Assert.That(_warnings, Is.Empty);

            // Textures begin with their lowest row. The square lies in the upper left quarter.
            var (right, top) = (view.width - 4, view.height - 4);
            Assert.That(view.GetPixel(3, top).g, Is.GreaterThan(0.9f), "upper left");
            Assert.That(view.GetPixel(right, top).g, Is.LessThan(0.1f), "upper right");
            Assert.That(view.GetPixel(3, 3).g, Is.LessThan(0.1f), "lower left");
            Assert.That(view.GetPixel(right, 3).g, Is.LessThan(0.1f), "lower right");
            texture?.Release();
        }

        [Test]
        public void ModelView_HasTheLevelsOfAScreenshot_InBothColourSpaces(
            [Values("OpenGL", "compute shader", "readback")] string backend,
            [Values] bool isScriptable,
            [Values] bool isTexture,
            [Values(ColorSpace.Linear, ColorSpace.Gamma)] ColorSpace space)
        {
            Recording.Require(Recording.Create(backend));
            CaptureBackends.Preferred = backend;
            RenderTexture? texture = null;
            var classifier = StartScene(
                isScriptable, () => isTexture ? texture = new RenderTexture(128, 128, 24) : null, space);
            classifier.GetComponent<Camera>().backgroundColor = new Color32(200, 100, 30, 255);

            var view = ReadModelView(classifier);

            var seen = view.GetPixels32()[view.width * view.height / 2];
            var shown = (texture != null ? Picture.Read(texture) : HostScreen.Capture())[64, 64];
            Assert.That((shown.r, shown.g, shown.b), Is.EqualTo((200, 100, 30)), "the screenshot");
            Assert.That((int)seen.r, Is.EqualTo(200).Within(1));
            Assert.That((int)seen.g, Is.EqualTo(100).Within(1));
            Assert.That((int)seen.b, Is.EqualTo(30).Within(1));
            texture?.Release();
        }

        [Test]
        public void FlipScreen_TurnsTheScreenOver_AndNoTexture([Values] bool isScriptable, [Values] bool isTexture)
        {
            RenderTexture? texture = null;
            var classifier = StartScene(isScriptable, () => isTexture ? texture = new RenderTexture(128, 128, 24) : null);
            classifier.FlipScreen = true;
            ShowCorner();

            var view = ReadModelView(classifier);

            Assert.That(view.GetPixel(3, 3).g > 0.5f, Is.EqualTo(!isTexture), "lower left");
            Assert.That(view.GetPixel(3, view.height - 4).g > 0.5f, Is.EqualTo(isTexture), "upper left");
            texture?.Release();
        }

        [Test]
        public void SourceRect_IsThePartThatIsNamed(
            [Values("OpenGL", "compute shader", "readback")] string backend, [Values] bool isScriptable)
        {
            Recording.Require(Recording.Create(backend));
            CaptureBackends.Preferred = backend;
            var classifier = StartScene(isScriptable, () => null);
            classifier.SourceRect = new Rect(0f, 0.5f, 0.5f, 0.5f);
            ShowCorner();

            var view = ReadModelView(classifier);

            Assert.That(view.GetPixel(view.width / 2, view.height / 2).g, Is.GreaterThan(0.9f), "middle");
            Assert.That(view.GetPixel(view.width - 3, 2).g, Is.GreaterThan(0.9f), "lower right");
        }

        [Test]
        public void WhatIsDrawnAfterTheCamerasLastMessage_IsInThePictureOfTheBuiltInPipeline()
        {
            var classifier = StartScene(false, () => null);

            // Image effects come after OnPostRender too.
            CommandBuffer effect = new();
            RenderTexture white = new(8, 8, 0);
            RenderTexture.active = white;
            Graphics.Blit(Texture2D.whiteTexture, white);
            RenderTexture.active = null;
            effect.Blit(white, BuiltinRenderTextureType.CameraTarget);
            classifier.GetComponent<Camera>().AddCommandBuffer(CameraEvent.AfterImageEffects, effect);

            var view = ReadModelView(classifier);

            Assert.That(view.GetPixel(view.width / 2, view.height / 2).g, Is.GreaterThan(0.9f));
            effect.Release();
            white.Release();
        }

        [Test]
        public void ModelView_OfTheScreen_IsTheSameWhateverForcesTheCameraIntoATexture(
            [Values("OpenGL", "compute shader", "readback")] string backend,
            [Values("nothing", "HDR", "samples", "image effect", "the user")] string reason)
        {
            Recording.Require(Recording.Create(backend));
            CaptureBackends.Preferred = backend;
            var classifier = StartScene(false, () => null);
            var camera = classifier.GetComponent<Camera>();
            camera.allowHDR = reason == "HDR";
            QualitySettings.antiAliasing = reason == "samples" ? 4 : 1;
            camera.forceIntoRenderTexture = reason == "the user";
            if (reason == "image effect")
            {
                camera.gameObject.AddComponent<SetRed>();
            }

            ShowCorner();

            var view = ReadModelView(classifier);

            Assert.That(_warnings, Is.Empty);
            var (right, top) = (view.width - 4, view.height - 4);
            var corner = view.GetPixel(3, top);
            Assert.That(corner.g, Is.GreaterThan(0.9f), "upper left");
            Assert.That(corner.r, reason == "image effect" ? Is.LessThan(0.1f) : Is.GreaterThan(0.9f), "effects are seen");
            Assert.That(view.GetPixel(right, top).g, Is.LessThan(0.1f), "upper right");
            Assert.That(view.GetPixel(3, 3).g, Is.LessThan(0.1f), "lower left");
            Assert.That(camera.forceIntoRenderTexture, Is.EqualTo(reason == "the user"), "the camera is left as it was");
        }

        [Test]
        public void ScreenInAScriptablePipeline_IsAskedForAsOftenAsPicturesAreTaken()
        {
            var classifier = StartScene(true, () => null);
            classifier.Rate = CaptureRate.OnRequest;
            var asked = 0;
            var camera = classifier.GetComponent<Camera>();
            RenderPipelineManager.endCameraRendering += (_, _) => asked += CameraCaptureBridge.GetCaptureActions(camera) != null ? 1 : 0;
            StepUntil(() => classifier.IsReady);
            for (var i = 0; i < 20; i++)
            {
                _engine!.Step();
            }

            Assert.That(asked, Is.Zero, "none was requested");
            for (var i = 0; i < 3; i++)
            {
                classifier.RequestCapture();
                var first = classifier.Statistics.Captured;
                StepUntil(() => classifier.Statistics.Captured > first);
            }

            Assert.That((asked, classifier.Statistics.Captured), Is.EqualTo((3, 3)));
        }

        [Test]
        public void ModelView_OfAStackOfCameras_HasEveryLayer([Values] bool isTexture)
        {
            RenderTexture? texture = null;
            var classifier = StartScene(true, () => isTexture ? texture = new RenderTexture(128, 128, 24) : null);
            ShowCorner();
            classifier.GetComponent<Camera>().cullingMask = 0;
            var over = new GameObject("Over", typeof(Camera), typeof(UniversalAdditionalCameraData)).GetComponent<Camera>();
            (over.orthographic, over.orthographicSize) = (true, 1f);
            over.GetComponent<UniversalAdditionalCameraData>().renderType = CameraRenderType.Overlay;
            classifier.gameObject.AddComponent<UniversalAdditionalCameraData>().cameraStack.Add(over);

            var view = ReadModelView(classifier);

            Assert.That(view.GetPixel(3, view.height - 4).g, Is.GreaterThan(0.9f), "upper left");
            Assert.That(view.GetPixel(3, 3).g, Is.LessThan(0.1f), "lower left");
            Assert.That(_warnings, Is.Empty);
            texture?.Release();
        }

        [TestCase(0.5f, 0.5f, 0f, 0.5f, "width 0, height 0.5, which has no area")]
        [TestCase(1f, 0f, 0.5f, 0.5f, "x 1, y 0, width 0.5, height 0.5, which lies outside")]
        [TestCase(0f, -2f, 1f, 1.5f, "y -2, width 1, height 1.5, which lies outside")]
        [TestCase(0f, 0f, float.NaN, 1f, "has no area")]
        public void SourceRectThatShowsNothing_IsSaidOnce_AndMended(float x, float y, float width, float height, string expected)
        {
            var classifier = StartScene(true, () => null);
            ShowCorner();
            SetSourceRect(classifier, new Rect(x, y, width, height));
            StepUntil(() => classifier.IsReady);
            for (var i = 0; i < 20; i++)
            {
                _engine!.Step();
            }

            Assert.That(_warnings, Has.Count.EqualTo(1));
            Assert.That(_warnings[0], Does.StartWith("VitClassifier: Source Rect is").And.Contain(expected));
            Assert.That(classifier.Notice, Does.Contain(expected));
            Assert.That((classifier.Statistics.Captured, classifier.Statistics.Dropped), Is.EqualTo((0, 0)));

            SetSourceRect(classifier, new Rect(-0.5f, 0.5f, 1f, 8f));
            Assert.That(ReadModelView(classifier).GetPixel(3, 3).g, Is.GreaterThan(0.9f), "what lies outside is cut off");
            Assert.That(classifier.Notice, Is.Null);
            Assert.That(_warnings, Has.Count.EqualTo(1));
        }

        [Test]
        public void CameraThatGetsATextureWhileItRuns_IsReadFromThere([Values] bool isScriptable)
        {
            var classifier = StartScene(isScriptable, () => null);
            ReadModelView(classifier);
            RenderTexture texture = new(96, 96, 24);
            classifier.GetComponent<Camera>().targetTexture = texture;
            ShowCorner();

            var view = ReadModelView(classifier);
            Assert.That(view.GetPixel(3, view.height - 4).g, Is.GreaterThan(0.9f));

            classifier.GetComponent<Camera>().targetTexture = null;
            Assert.That(ReadModelView(classifier).GetPixel(3, view.height - 4).g, Is.GreaterThan(0.9f));
            texture.Release();
        }

        [Test]
        public void EncoderThatThrows_IsSaid_AndTheCameraRendersOn([Values] bool isScriptable)
        {
            var classifier = StartScene(isScriptable, () => null);
            CaptureBackends.Register(new BrokenBackend());
            CaptureBackends.Preferred = BrokenBackend.Its;
            ShowCorner();

            Assert.That(
                SpinWait.SpinUntil(
                    () =>
                    {
                        _engine!.Step();
                        return classifier.Error != null;
                    },
                    Patience),
                Is.True);
            _engine!.Step();

            Assert.That(classifier.Error, Does.Contain("can't be captured").And.Contain("It is broken"));
            Assert.That(_warnings, Is.EqualTo(new[] { $"VitClassifier: {classifier.Error}" }), "said once, and nothing else failed");
            Assert.That(HostScreen.Capture()[20, 20].g, Is.EqualTo(255), "the square in the upper left");
        }

        [Test]
        public void DisabledClassifier_LeavesNothingOnTheCamera([Values] bool isScriptable)
        {
            var classifier = StartScene(isScriptable, () => null);
            var camera = classifier.GetComponent<Camera>();
            ReadModelView(classifier);

            classifier.enabled = false;
            _engine!.Step();

            Assert.That(camera.GetCommandBuffers(CameraEvent.AfterEverything), Is.Empty);
            var actions = CameraCaptureBridge.GetCaptureActions(camera);
            Assert.That(actions == null || !actions.MoveNext(), Is.True);
        }

        private VitClassifier StartScene(
            bool isScriptable, Func<RenderTexture?> createTexture, ColorSpace colorSpace = ColorSpace.Linear)
        {
            _engine = HostEngine.Start(new HostOptions
            {
                Width = 128,
                Height = 128,
                AntiAliasing = 1,
                ScriptablePipeline = isScriptable,
                ColorSpace = colorSpace,
                ValidateGraphics = true,
                Log = null,
            });
            GameObject eye = new("Camera", typeof(Camera));
            var camera = eye.GetComponent<Camera>();
            camera.backgroundColor = Color.black;
            camera.orthographic = true;
            camera.orthographicSize = 1f;
            camera.targetTexture = createTexture();
            var classifier = eye.AddComponent<VitClassifier>();
            classifier.Load(Model);
            return classifier;
        }

        // White, in the upper left quarter of a square picture.
        private static void ShowCorner()
        {
            var square = GameObject.CreatePrimitive(PrimitiveType.Cube);
            square.GetComponent<Renderer>().material = new Material(Shader.Find("Unlit/Color")) { color = Color.white };
            square.transform.position = new Vector3(-0.5f, 0.5f, 5f);
        }

        // As a scene file or the inspector sets it, which know no limits.
        private static void SetSourceRect(VitClassifier classifier, Rect rect) =>
            typeof(VitClassifier).GetField("_sourceRect", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(classifier, rect);

        private void StepUntil(Func<bool> condition) =>
            Assert.That(
                SpinWait.SpinUntil(
                    () =>
                    {
                        _engine!.Step();
                        return condition();
                    },
                    Patience),
                Is.True);

        // The next picture that is begun after this call.
        private Texture2D ReadModelView(VitClassifier classifier)
        {
            Texture2D? view = null;
            var first = Time.frameCount + 1;
            var hasCome = SpinWait.SpinUntil(
                () =>
                {
                    _engine!.Step();
                    if (classifier.ModelViewWidth == 0)
                    {
                        return false;
                    }

                    view ??= new Texture2D(classifier.ModelViewWidth, classifier.ModelViewHeight, TextureFormat.RGBA32, false);
                    var isRead = classifier.TryReadModelView(view);
                    return classifier.Error != null || isRead && classifier.Result?.Frame > first;
                },
                Patience);
            Assert.That(classifier.Error, Is.Null);
            Assert.That(hasCome, Is.True, classifier.Notice ?? "no picture came");
            return view!;
        }

        private void NoteWarning(string message, string trace, LogType type)
        {
            if (type != LogType.Log)
            {
                _warnings.Add(message);
            }
        }

        private sealed class SetRed : MonoBehaviour
        {
            public byte Red { get; set; }

            private void OnRenderImage(RenderTexture source, RenderTexture destination)
            {
                Texture2D picture = new(source.width, source.height, TextureFormat.RGBA32, false);
                RenderTexture.active = source;
                picture.ReadPixels(new Rect(0, 0, source.width, source.height), 0, 0);
                picture.SetPixels32(Array.ConvertAll(picture.GetPixels32(), color => new Color32(Red, color.g, color.b, 255)));
                picture.Apply();
                Graphics.Blit(picture, destination);
                UnityEngine.Object.DestroyImmediate(picture);
            }
        }
    }
}
