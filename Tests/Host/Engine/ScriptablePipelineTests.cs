using System;
using System.Collections.Generic;
using NUnit.Framework;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Tests.Engine
{
    public class ScriptablePipelineTests : EngineFixture
    {
        protected override HostOptions Adapt(HostOptions options) => options with { ScriptablePipeline = true };

        [TearDown]
        public void ForgetNotes() => Recorder.Forget();

        [Test]
        public void Listeners_HearOfEveryCamera_AndScriptsOfNone()
        {
            List<string> order = [];
            string[] expected =
            [
                "begin Off,On", "begin Off", "end Off", "begin On", "end On", "end Off,On",
            ];
            using Holder<RenderTexture> target = new(new RenderTexture(8, 8, 16));
            var onScreen = AddCamera(Vector3.zero);
            onScreen.name = "On";
            onScreen.gameObject.AddComponent<Recorder>();
            using Holder<RenderTexture> untouched = new(new RenderTexture(4, 4, 0));
            using CommandBuffer ignored = new();
            ignored.Blit(Texture2D.whiteTexture, untouched.Value);
            onScreen.AddCommandBuffer(CameraEvent.AfterEverything, ignored);
            var offScreen = AddCamera(Vector3.zero);
            offScreen.name = "Off";
            offScreen.depth = 5;
            offScreen.targetTexture = target.Value;
            Camera.onPreRender += _ => order.Add("onPreRender");
            Camera.onPostRender += _ => order.Add("onPostRender");
            RenderPipelineManager.beginContextRendering += (_, cameras) => order.Add("begin " + Names(cameras));
            RenderPipelineManager.endContextRendering += (_, cameras) => order.Add("end " + Names(cameras));
            RenderPipelineManager.beginCameraRendering += (_, camera) => order.Add("begin " + camera.name);
            RenderPipelineManager.endCameraRendering += (_, camera) => order.Add("end " + camera.name);

            Engine.Step();

            Assert.That(order, Is.EqualTo(expected));
            Assert.That(Recorder.Notes, Has.None.Contains("Render"));
            Assert.That((Color)Picture.Read(untouched.Value)[1, 1], Is.Not.EqualTo(Color.white), "the camera's buffer is not run");
            Assert.That(GraphicsSettings.currentRenderPipeline != null);
            Assert.That(RenderPipelineManager.currentPipeline, Is.Not.Null);
        }

        [Test]
        public void EndCameraRendering_HasTheTargetTexturesPicture_ForCommandsThatAreSubmitted()
        {
            using Holder<RenderTexture> target = new(new RenderTexture(4, 4, 16));
            using Holder<RenderTexture> copy = new(new RenderTexture(4, 4, 0));
            using CommandBuffer commands = new();
            var camera = AddCamera(Vector3.zero);
            camera.targetTexture = target.Value;
            camera.backgroundColor = Color.green;
            RenderPipelineManager.endCameraRendering += (context, _) =>
            {
                commands.Blit(BuiltinRenderTextureType.CameraTarget, copy.Value);
                context.ExecuteCommandBuffer(commands);
                // The context has copied it.
                commands.Clear();
                context.Submit();
            };

            Engine.Step();

            Assert.That((Color)Picture.Read(copy.Value)[1, 1], Is.EqualTo(Color.green));
        }

        [Test]
        public void WhatNobodySubmits_IsNotRun_AndWarnedOf()
        {
            List<string> warnings = [];
            using Holder<RenderTexture> copy = new(new RenderTexture(4, 4, 0));
            using CommandBuffer commands = new() { name = "lost" };
            commands.Blit(Texture2D.whiteTexture, copy.Value);
            AddCamera(Vector3.zero);
            RenderPipelineManager.endCameraRendering += (context, _) => context.ExecuteCommandBuffer(commands);
            Application.logMessageReceived += (text, _, _) => warnings.Add(text);

            Engine.Step();

            Assert.That(warnings, Has.One.Contains("'lost' first, were executed and never submitted"));
            Assert.That((Color)Picture.Read(copy.Value)[1, 1], Is.Not.EqualTo(Color.white));
        }

        [Test]
        public void AFailingListener_StopsNoCamera()
        {
            var ends = 0;
            AddCamera(Vector3.zero);
            AddCamera(Vector3.zero);
            RenderPipelineManager.beginCameraRendering += (_, _) => throw new InvalidOperationException("Bad listener");
            RenderPipelineManager.endCameraRendering += (_, _) => ends++;

            Engine.Step();

            Assert.That(ends, Is.EqualTo(2));
            Assert.That(TakeFailures(), Has.Length.EqualTo(2).And.All.Contains("Bad listener"));
        }

        [Test]
        public void CameraRender_WithinAFrameOfThePipeline_IsRefused()
        {
            var camera = AddCamera(Vector3.zero);
            RenderPipelineManager.endCameraRendering += (_, c) => c.Render();

            Engine.Step();
            Assert.That(TakeFailures(), Has.One.Contains("Recursive rendering"));

            camera.Render();
            Assert.That(TakeFailures(), Has.Length.EqualTo(1), "of the listener, not of the call between frames");
        }

        [Test]
        public void ACaptureAction_GetsTheFinishedPicture_WhichIsThenShown()
        {
            using Holder<RenderTexture> copy = new(new RenderTexture(ScreenWidth / 2, ScreenHeight, 0));
            var camera = AddCamera(Vector3.zero);
            camera.backgroundColor = Color.red;
            camera.rect = new Rect(0.5f, 0, 0.5f, 1);
            RenderTargetIdentifier given = default;
            Action<RenderTargetIdentifier, CommandBuffer> action = (picture, commands) =>
            {
                given = picture;
                commands.Blit(picture, copy.Value);
            };
            CameraCaptureBridge.AddCaptureAction(camera, action);

            Engine.Step();

            var screen = HostScreen.Capture();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(given.ToString(), Does.StartWith("Type RenderTexture"), "a picture that a shader can read");
                Assert.That((Color)Picture.Read(copy.Value)[0, 0], Is.EqualTo(Color.red));
                Assert.That((Color)screen[ScreenWidth / 2, 10], Is.EqualTo(Color.red));
                Assert.That((Color)screen[(ScreenWidth / 2) - 1, 10], Is.EqualTo(Color.black));
            }

            CameraCaptureBridge.RemoveCaptureAction(camera, action);
            Assert.That(CameraCaptureBridge.GetCaptureActions(camera), Is.Null);
            given = default;
            Engine.Step();
            Assert.That(given == default, Is.True, "nobody asks any more");
        }

        [Test]
        public void Steps_WithACaptureAction_AllocateNothing()
        {
            using Holder<RenderTexture> copy = new(new RenderTexture(ScreenWidth, ScreenHeight, 0));
            var camera = AddCamera(Vector3.zero);
            var takes = 0;
            Action<RenderTargetIdentifier, CommandBuffer> action = (picture, commands) =>
            {
                takes++;
                commands.Blit(picture, copy.Value);
            };
            CameraCaptureBridge.AddCaptureAction(camera, action);
            for (var i = 0; i < 20; i++)
            {
                Engine.Step();
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 200; i++)
            {
                Engine.Step();
            }

            Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
            Assert.That(takes, Is.EqualTo(220));
            CameraCaptureBridge.RemoveCaptureAction(camera, action);
        }

        [Test]
        public void CaptureActions_SeeTheSamePicture_AsACameraWithoutThemShows()
        {
            var camera = AddCamera(new Vector3(0, 0, -3));
            AddShape(UnityEngine.PrimitiveType.Sphere, Color.yellow);
            Engine.Step();
            var plain = HostScreen.Capture().Rgba;
            Action<RenderTargetIdentifier, CommandBuffer> action = (_, _) => { };
            CameraCaptureBridge.AddCaptureAction(camera, action);

            Engine.Step();

            Assert.That(HostScreen.Capture().Rgba, Is.EqualTo(plain));
            CameraCaptureBridge.RemoveCaptureAction(camera, action);
        }

        private static string Names(List<Camera> cameras) => string.Join(',', cameras.ConvertAll(camera => camera.name));
    }
}
