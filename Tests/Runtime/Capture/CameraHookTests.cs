using System;
using System.Collections.Generic;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Capture.Cameras;
using Saccade.Host;
using UnityEngine;
using UnityEngine.Rendering;
using UnityEngine.Rendering.Universal;

namespace Saccade.Runtime.Tests.Capture
{
    /// <summary>When a camera's hook calls, and what it says where a render pipeline hands out no picture.</summary>
    [NonParallelizable]
    public sealed class CameraHookTests
    {
        private IScreenPictures? _source;

        [SetUp]
        public void Remember() => _source = ScreenPictures.Source;

        [TearDown]
        public void Restore()
        {
            if (_source != null)
            {
                ScreenPictures.Register(_source);
            }
        }

        [Test]
        public void EachFrameOfItsOwnCamera_IsCalledOnce([Values] bool isScriptable, [Values] bool isTexture)
        {
            using var engine = Start(isScriptable);
            var texture = isTexture ? new RenderTexture(16, 16, 24) : null;
            var camera = new GameObject("Camera", typeof(Camera)).GetComponent<Camera>();
            camera.targetTexture = texture;
            var other = new GameObject("Other", typeof(Camera)).GetComponent<Camera>();
            other.targetTexture = texture;
            var calls = 0;
            RenderedPicture picture = default;
            CameraHook hook = null!;
            hook = CameraHook.Attach(camera, () => true, () =>
            {
                calls++;
                picture = hook.Read();
            });

            for (var i = 0; i < 5; i++)
            {
                engine.Step();
            }

            // Real pipelines ask who wants pictures when they set a camera up, which is after the listeners were told.
            Assert.That(calls, Is.EqualTo(5));
            Assert.That(hook.Failure, Is.Null);
            var side = isTexture ? 16 : 32;
            Assert.That(picture.TargetSize, Is.EqualTo(new Vector2Int(side, side)));
            Assert.That(picture.Pixels, Is.EqualTo(new Rect(0, 0, side, side)));
            Assert.That(picture.IsScreen, Is.EqualTo(!isTexture && !isScriptable));

            hook.Dispose();
            engine.Step();
            Assert.That(calls, Is.EqualTo(5), "after it was disposed");
            texture?.Release();
        }

        [Test]
        public void ScriptablePipelineThatIgnoresWhoAsks_IsSaidAfterAWhile_AndNotForATexture()
        {
            using var engine = Start(true);
            ScreenPictures.Register(new Nobody());
            var camera = new GameObject("Camera", typeof(Camera)).GetComponent<Camera>();
            using var hook = CameraHook.Attach(camera, () => true, () => { });

            for (var i = 0; i < 20; i++)
            {
                engine.Step();
            }

            Assert.That(hook.Failure, Is.Null, "a pipeline may take some frames");
            for (var i = 0; i < 20; i++)
            {
                engine.Step();
            }

            Assert.That(hook.Failure, Does.Contain("CameraCaptureBridge").And.Contain("target texture"));

            RenderTexture texture = new(16, 16, 24);
            camera.targetTexture = texture;
            engine.Step();
            Assert.That(hook.Failure, Is.Null);
            texture.Release();
        }

        [Test]
        public void ScreenInAScriptablePipeline_IsAskedForOnlyInFramesWhosePictureIsDue()
        {
            using var engine = Start(true);
            var camera = new GameObject("Camera", typeof(Camera)).GetComponent<Camera>();
            var isDue = false;
            var calls = 0;
            List<bool> asked = [];
            using var hook = CameraHook.Attach(camera, () => isDue, () => calls++);
            RenderPipelineManager.endCameraRendering += (_, _) => asked.Add(CameraCaptureBridge.GetCaptureActions(camera) != null);

            for (var frame = 0; frame < 6; frame++)
            {
                isDue = frame is 1 or 4;
                engine.Step();
                Assert.That(CameraCaptureBridge.GetCaptureActions(camera), Is.Null, "between frames nobody asks");
            }

            Assert.That(asked, Is.EqualTo([false, true, false, false, true, false]));
            Assert.That(calls, Is.EqualTo(2), "the picture comes in the frame that it is due in");
            Assert.That(hook.Failure, Is.Null);
        }

        [Test]
        public void AskingAndAskingNoMore_AllocatesNothing()
        {
            using var engine = Start(true);
            var camera = new GameObject("Camera", typeof(Camera)).GetComponent<Camera>();
            var frame = 0;
            using var hook = CameraHook.Attach(camera, () => frame++ % 3 == 0, () => { });
            var failures = 0;
            long before = 0;
            for (var i = 0; i < 120; i++)
            {
                before = i == 20 ? GC.GetAllocatedBytesForCurrentThread() : before;
                engine.Step();
                failures += hook.Failure == null ? 0 : 1;
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
            Assert.That(failures, Is.Zero);
        }

        [Test]
        public void BaseCameraWithATexture_IsReadWhenTheLastCameraOverItWasRendered()
        {
            using var engine = Start(true);
            using var texture = new Owned(new RenderTexture(16, 16, 24));
            var camera = AddCamera("Base", CameraRenderType.Base);
            camera.targetTexture = texture.Target;
            var first = AddCamera("First", CameraRenderType.Overlay);
            var last = AddCamera("Last", CameraRenderType.Overlay);
            var off = AddCamera("Off", CameraRenderType.Overlay);
            off.enabled = false;
            DataOf(camera).cameraStack.AddRange([first, last, off, null!]);
            List<string> order = [];
            RenderPipelineManager.beginCameraRendering += (_, c) => order.Add(c.name);
            using var hook = CameraHook.Attach(camera, () => true, () => order.Add("picture"));

            engine.Step();

            Assert.That(order, Is.EqualTo(new[] { "Base", "First", "Last", "picture" }));
            Assert.That(hook.Failure, Is.Null);

            // What the pipeline passes over ends no picture: then the frame's end does.
            order.Clear();
            RenderPipelineManager.beginCameraRendering += (_, c) => last.enabled &= c != camera;
            engine.Step();
            Assert.That(order, Is.EqualTo(new[] { "Base", "First", "picture" }));
        }

        [Test]
        public void CameraWhoseRendererKnowsNoStacks_IsReadWithoutAWarning()
        {
            using var engine = Start(true);
            using var texture = new Owned(new RenderTexture(16, 16, 24));
            var camera = AddCamera("Base", CameraRenderType.Base);
            camera.targetTexture = texture.Target;
            DataOf(camera).HasNoStacks = true;
            List<string> logged = [];
            Application.LogCallback note = (text, _, _) => logged.Add(text);
            Application.logMessageReceived += note;
            var calls = 0;
            using var hook = CameraHook.Attach(camera, () => true, () => calls++);

            engine.Step();

            Application.logMessageReceived -= note;
            Assert.That(calls, Is.EqualTo(1));
            Assert.That(logged, Is.Empty);
        }

        [Test]
        public void OverlayCamera_IsRefused_WithWhereTheComponentBelongs()
        {
            using var engine = Start(true);
            var camera = AddCamera("Base", CameraRenderType.Base);
            var overlay = AddCamera("Overlay", CameraRenderType.Overlay);
            DataOf(camera).cameraStack.Add(overlay);
            var calls = 0;
            using var hook = CameraHook.Attach(overlay, () => true, () => calls++);

            engine.Step();

            var failure = hook.Failure;
            Assert.That(failure, Does.Contain("Overlay camera of URP").And.Contain("Base camera"));
            Assert.That(hook.Failure, Is.SameAs(failure), "not made anew each time");
            Assert.That(calls, Is.Zero);

            // The built-in pipeline knows no overlay cameras, whatever lies on the object.
            GraphicsSettings.defaultRenderPipeline = null;
            engine.Step();
            Assert.That((hook.Failure, calls), Is.EqualTo(((string?)null, 1)));
        }

        [Test]
        public void HeadsetAndOtherDisplays_AreRefused_ButNotWithATexture([Values] bool isScriptable, [Values] bool isStereo)
        {
            using var engine = Start(isScriptable);
            using var texture = new Owned(new RenderTexture(16, 16, 24));
            var camera = new GameObject("Camera", typeof(Camera)).GetComponent<Camera>();
            camera.stereoEnabled = isStereo;
            camera.targetDisplay = isStereo ? 0 : 2;
            var calls = 0;
            using var hook = CameraHook.Attach(camera, () => true, () => calls++);

            engine.Step();

            Assert.That(calls, Is.Zero);
            Assert.That(hook.Failure, Does.Contain("target texture").And.Contain(isStereo ? "headset" : "Target Display is 3"));

            camera.targetTexture = texture.Target;
            engine.Step();
            Assert.That((hook.Failure, calls), Is.EqualTo(((string?)null, 1)));
        }

        [TestCase(false, false, 2, true)]
        [TestCase(false, true, 18, false)]
        [TestCase(true, false, 18, false)]
        [TestCase(true, true, 2, true)]
        public void Rectangle_IsCountedAsRowsLieInMemory(bool isTopDown, bool isFlipped, int row, bool isBottomUp)
        {
            using CommandBuffer commands = new();
            RenderedPicture screen = new(
                commands, BuiltinRenderTextureType.CurrentActive, new Vector2Int(40, 30), new Rect(0, 0, 40, 30), true, isTopDown);

            var source = screen.Describe(new RectInt(4, 2, 8, 10), isFlipped);

            Assert.That((source.X, source.Y, source.Width, source.Height), Is.EqualTo((4, row, 8, 10)));
            Assert.That(source.IsBottomUp, Is.EqualTo(isBottomUp));
        }

        private static Camera AddCamera(string name, CameraRenderType type)
        {
            GameObject eye = new(name, typeof(Camera), typeof(UniversalAdditionalCameraData));
            eye.GetComponent<UniversalAdditionalCameraData>().renderType = type;
            return eye.GetComponent<Camera>();
        }

        private static UniversalAdditionalCameraData DataOf(Camera camera) => camera.GetComponent<UniversalAdditionalCameraData>();

        private static HostEngine Start(bool isScriptable) => HostEngine.Start(
            new HostOptions { Width = 32, Height = 32, AntiAliasing = 1, ScriptablePipeline = isScriptable, Log = null });

        private sealed class Owned(RenderTexture target) : IDisposable
        {
            public RenderTexture Target => target;

            public void Dispose() => target.Release();
        }

        private sealed class Nobody : IScreenPictures
        {
            public void Attach(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> take)
            {
            }

            public void Detach(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> take)
            {
            }
        }
    }
}
