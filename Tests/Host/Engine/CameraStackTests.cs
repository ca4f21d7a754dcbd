using System;
using System.Collections.Generic;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.Rendering;
using UnityEngine.Rendering.Universal;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>Cameras over cameras, as URP renders them.</summary>
    public sealed class CameraStackTests : EngineFixture
    {
        private readonly List<string> _order = [];

        protected override HostOptions Adapt(HostOptions options) => options with { ScriptablePipeline = true };

        [Test]
        public void Stack_IsDrawnLayerByLayer_AndHandedOutWithTheLastOne()
        {
            using Holder<RenderTexture> copy = new(new RenderTexture(ScreenWidth, ScreenHeight, 0));
            var camera = AddStack(out var first, out var second);
            var switchedOff = AddOverlay(camera, "Off", Vector3.zero);
            switchedOff.enabled = false;
            Action<RenderTargetIdentifier, CommandBuffer> action = (picture, commands) =>
            {
                _order.Add("picture");
                commands.Blit(picture, copy.Value);
            };
            RenderPipelineManager.beginCameraRendering += (_, c) => _order.Add("begin " + c.name);
            RenderPipelineManager.endCameraRendering += (_, c) => _order.Add("end " + c.name);
            CameraCaptureBridge.AddCaptureAction(camera, action);

            Engine.Step();

            string[] expected = ["begin Camera", "end Camera", "begin First", "end First", "begin Second", "picture", "end Second"];
            Assert.That(_order, Is.EqualTo(expected));
            foreach (var picture in new[] { HostScreen.Capture(), Picture.Read(copy.Value) })
            {
                Assert.That((Color)picture[2, 2], Is.EqualTo(Color.blue), "the base camera's background");
                Assert.That((Color)picture[80, 60], Is.EqualTo(Color.green), "the last layer");
                Assert.That((Color)picture[110, 60], Is.EqualTo(Color.red), "the first layer");
            }

            CameraCaptureBridge.RemoveCaptureAction(camera, action);
            Assert.That((first, second), Is.Not.EqualTo((camera, camera)));
        }

        [Test]
        public void WishThatIsTakenBackBeforeTheLastLayer_GetsNothing_AndThePictureIsShown()
        {
            var camera = AddStack(out _, out _);
            var takes = 0;
            Action<RenderTargetIdentifier, CommandBuffer> action = (_, _) => takes++;
            CameraCaptureBridge.AddCaptureAction(camera, action);
            RenderPipelineManager.endCameraRendering += (_, c) =>
            {
                if (c == camera)
                {
                    CameraCaptureBridge.RemoveCaptureAction(camera, action);
                }
            };

            Engine.Step();

            Assert.That(takes, Is.Zero);
            Assert.That((Color)HostScreen.Capture()[80, 60], Is.EqualTo(Color.green));
        }

        [Test]
        public void ActionThatTakesItselfBack_IsToldSo()
        {
            var camera = AddCamera(Vector3.zero);
            Action<RenderTargetIdentifier, CommandBuffer> action = null!;
            action = (_, _) => CameraCaptureBridge.RemoveCaptureAction(camera, action);
            CameraCaptureBridge.AddCaptureAction(camera, action);

            Engine.Step();

            Assert.That(TakeFailures(), Has.One.Contains("an action was added or removed while"));
        }

        [Test]
        public void OverlayCamera_WithoutABase_IsNotRendered()
        {
            var camera = AddCamera(Vector3.zero);
            camera.backgroundColor = Color.red;
            camera.gameObject.AddComponent<UniversalAdditionalCameraData>().renderType = CameraRenderType.Overlay;
            RenderPipelineManager.beginCameraRendering += (_, c) => _order.Add(c.name);

            Engine.Step();

            Assert.That(_order, Is.Empty);
            Assert.That((Color)HostScreen.Capture()[80, 60], Is.EqualTo(Color.black));
        }

        [Test]
        public void PostProcessing_ChangesThePicture_OfTheScreenAndOfWhoAsksForIt([Values] bool isAsked)
        {
            using Holder<RenderTexture> copy = new(new RenderTexture(4, 4, 0));
            var camera = AddCamera(Vector3.zero);
            camera.backgroundColor = Color.green;
            camera.gameObject.AddComponent<UniversalAdditionalCameraData>().renderPostProcessing = true;
            Action<RenderTargetIdentifier, CommandBuffer> action = (picture, commands) => commands.Blit(picture, copy.Value);
            if (isAsked)
            {
                CameraCaptureBridge.AddCaptureAction(camera, action);
            }

            Engine.Step();

            Color yellow = new(1, 1, 0);
            Assert.That((Color)HostScreen.Capture()[80, 60], Is.EqualTo(yellow));
            Assert.That(!isAsked || (Color)Picture.Read(copy.Value)[1, 1] == yellow);
            CameraCaptureBridge.RemoveCaptureAction(camera, action);
        }

        [TearDown]
        public void Forget() => _order.Clear();

        // Blue, a wide red quad over it, and a narrower green one over that.
        private static Camera AddStack(out Camera first, out Camera second)
        {
            var camera = AddCamera(Vector3.zero);
            camera.backgroundColor = Color.blue;
            camera.cullingMask = 0;
            camera.gameObject.AddComponent<UniversalAdditionalCameraData>();
            first = AddOverlay(camera, "First", new Vector3(0, 0, -2));
            first.cullingMask = 1 << 1;
            second = AddOverlay(camera, "Second", new Vector3(0, 0, -2));
            second.cullingMask = 1 << 2;
            var red = AddShape(UnityEngine.PrimitiveType.Quad, Color.red);
            red.layer = 1;
            red.transform.localScale = new Vector3(2, 1, 1);
            AddShape(UnityEngine.PrimitiveType.Quad, Color.green).layer = 2;
            return camera;
        }

        private static Camera AddOverlay(Camera over, string name, Vector3 position)
        {
            var camera = AddCamera(position);
            camera.name = name;
            camera.orthographic = true;
            camera.orthographicSize = 1.5f;
            camera.gameObject.AddComponent<UniversalAdditionalCameraData>().renderType = CameraRenderType.Overlay;
            over.GetComponent<UniversalAdditionalCameraData>().cameraStack.Add(camera);
            return camera;
        }
    }
}
