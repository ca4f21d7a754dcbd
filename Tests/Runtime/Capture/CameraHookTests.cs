using System;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Capture.Cameras;
using Saccade.Host;
using UnityEngine;
using UnityEngine.Rendering;

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
            hook = CameraHook.Attach(camera, () =>
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
            using var hook = CameraHook.Attach(camera, () => { });

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

        [TestCase(false, false, 2, true)]
        [TestCase(false, true, 18, false)]
        [TestCase(true, false, 18, false)]
        [TestCase(true, true, 2, true)]
        public void Rectangle_IsCountedAsRowsLieInMemory(bool isTopDown, bool isFlipped, int row, bool isBottomUp)
        {
            using CommandBuffer commands = new();
            RenderedPicture screen = new(
                commands, BuiltinRenderTextureType.CameraTarget, new Vector2Int(40, 30), new Rect(0, 0, 40, 30), true, isTopDown);

            var source = screen.Describe(new RectInt(4, 2, 8, 10), isFlipped);

            Assert.That((source.X, source.Y, source.Width, source.Height), Is.EqualTo((4, row, 8, 10)));
            Assert.That(source.IsBottomUp, Is.EqualTo(isBottomUp));
        }

        private static HostEngine Start(bool isScriptable) => HostEngine.Start(
            new HostOptions { Width = 32, Height = 32, AntiAliasing = 1, ScriptablePipeline = isScriptable, Log = null });

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
