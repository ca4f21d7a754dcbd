using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using NUnit.Framework;
using Saccade.Host.Rendering;
using Silk.NET.OpenGL;
using UnityEngine;
using UnityEngine.Rendering;
using Color = UnityEngine.Color;

namespace Saccade.Host.Tests.Engine
{
    public class CommandBufferTests : EngineFixture
    {
        private static readonly Color32 White = Color.white;
        private static readonly Color32[] Known = [Color.red, Color.green, Color.blue, Color.white];

        private static Action<int>? _onEvent;

        private static readonly RenderingEvent Callback = eventId => _onEvent?.Invoke(eventId);

        private CommandBuffer _commands = null!;

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate void RenderingEvent(int eventId);

        private static nint Plugin => Marshal.GetFunctionPointerForDelegate(Callback);

        private static Silk.NET.OpenGL.GL Gl => GraphicsDevice.Current.Gl;

        [SetUp]
        public void MakeBuffer() => _commands = new CommandBuffer { name = "test" };

        [TearDown]
        public void ReleaseBuffer() => _commands.Dispose();

        [Test]
        public void AfterEverything_ComesAfterAllMessagesOfItsCamera_AndBeforeTheNextCamera()
        {
            List<string> order = [];
            string[] expected =
            [
                "pre First", "post First", "event 1", "event 2", "event 3", "pre Second", "post Second",
            ];
            var first = AddCamera(Vector3.zero);
            first.name = "First";
            var second = AddCamera(Vector3.zero);
            second.name = "Second";
            second.depth = 1;
            using var effects = new CommandBuffer();
            using var last = new CommandBuffer();
            effects.IssuePluginEvent(Plugin, 1);
            last.IssuePluginEvent(Plugin, 3);
            first.AddCommandBuffer(CameraEvent.AfterEverything, _commands);
            first.AddCommandBuffer(CameraEvent.AfterEverything, last);
            first.AddCommandBuffer(CameraEvent.AfterImageEffects, effects);
            _onEvent = id => order.Add($"event {id}");
            Camera.onPreRender += camera =>
            {
                order.Add("pre " + camera.name);
                if (camera == first)
                {
                    // Filled as late as this, it is run as it is when its turn comes.
                    _commands.Clear();
                    _commands.IssuePluginEvent(Plugin, 2);
                }
            };
            Camera.onPostRender += camera => order.Add("post " + camera.name);

            Engine.Step();

            Assert.That(order, Is.EqualTo(expected));
        }

        [Test]
        public void ABufferOfACamera_SeesWhatWasDrawnInOnPostRender()
        {
            using Holder<RenderTexture> copy = new(new RenderTexture(ScreenWidth, ScreenHeight, 0));
            AddCamera(Vector3.zero).AddCommandBuffer(CameraEvent.AfterEverything, _commands);
            _commands.Blit(BuiltinRenderTextureType.CurrentActive, copy.Value);
            Camera.onPostRender += _ => UnityEngine.Graphics.DrawTexture(
                new Rect(0, 0, ScreenWidth, ScreenHeight), Texture2D.whiteTexture);

            Engine.Step();

            Assert.That((Color32)Picture.Read(copy.Value)[80, 60], Is.EqualTo(White));
        }

        [Test]
        public void RemovedBuffers_AreNotRun_AndOthersAre()
        {
            int[] only = [2];
            List<int> events = [];
            var camera = AddCamera(Vector3.zero);
            using var stays = new CommandBuffer { name = "Stays" };
            stays.IssuePluginEvent(Plugin, 2);
            _commands.IssuePluginEvent(Plugin, 1);
            _onEvent = events.Add;
            camera.AddCommandBuffer(CameraEvent.AfterEverything, _commands);
            camera.AddCommandBuffer(CameraEvent.AfterEverything, stays);

            camera.RemoveCommandBuffer(CameraEvent.AfterEverything, _commands);

            Assert.That(
                camera.GetCommandBuffers(CameraEvent.AfterEverything), Has.Length.EqualTo(1).And.One.Property("name").EqualTo("Stays"));
            Engine.Step();
            Assert.That(events, Is.EqualTo(only));
            camera.RemoveAllCommandBuffers();
            Assert.That(camera.commandBufferCount, Is.Zero);
        }

        [Test]
        public void PluginEvent_OfACamera_HasItsFinishedPictureBound()
        {
            var pixel = new byte[4];
            using Holder<RenderTexture> target = new(new RenderTexture(16, 16, 16) { antiAliasing = 4 });
            var camera = AddCamera(Vector3.zero);
            camera.targetTexture = target.Value;
            camera.backgroundColor = Color.red;
            _commands.IssuePluginEvent(Plugin, 0);
            camera.AddCommandBuffer(CameraEvent.AfterEverything, _commands);
            _onEvent = _ => Gl.ReadPixels<byte>(3, 3, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, pixel);

            Engine.Step();

            Assert.That(pixel[..3], Is.EqualTo((byte[])[255, 0, 0]));
        }

        [TestCase(1, 1, 0, 0, "rgbw", Description = "as it is")]
        [TestCase(1, -1, 0, 1, "bwrg", Description = "upside down")]
        [TestCase(-1, 1, 1, 0, "grwb", Description = "mirrored")]
        [TestCase(0.5f, 0.5f, 0.5f, 0, "gggg", Description = "the lower right quarter")]
        public void Blit_ShowsThePartThatScaleAndOffsetSay(float scaleX, float scaleY, float offsetX, float offsetY, string rows)
        {
            using Holder<Texture2D> corners = new(FourCorners());
            using Holder<RenderTexture> target = new(new RenderTexture(2, 2, 0));
            _commands.Blit(corners.Value, target.Value, new Vector2(scaleX, scaleY), new Vector2(offsetX, offsetY));

            UnityEngine.Graphics.ExecuteCommandBuffer(_commands);

            Assert.That(Rows(target.Value), Is.EqualTo(rows));
        }

        [Test]
        public void GraphicsBlit_TakesScaleAndOffsetToo()
        {
            using Holder<Texture2D> corners = new(FourCorners());
            using Holder<RenderTexture> target = new(new RenderTexture(2, 2, 0));

            UnityEngine.Graphics.Blit(corners.Value, target.Value, new Vector2(1, -1), new Vector2(0, 1));

            Assert.That(Rows(target.Value), Is.EqualTo("bwrg"));
        }

        [Test]
        public void Blit_KeepsEveryLevel_OfAPictureInSrgb()
        {
            using Holder<Texture2D> levels = new(new Texture2D(256, 1, TextureFormat.RGBA32, false) { filterMode = FilterMode.Bilinear });
            var pixels = new Color32[256];
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = new Color32((byte)i, (byte)(255 - i), (byte)(i ^ 0x55), 255);
            }

            levels.Value.SetPixels32(pixels);
            levels.Value.Apply();
            using Holder<RenderTexture> target = new(new RenderTexture(256, 1, 0));
            _commands.Blit(levels.Value, target.Value);

            UnityEngine.Graphics.ExecuteCommandBuffer(_commands);

            var picture = Picture.Read(target.Value);
            for (var i = 0; i < pixels.Length; i++)
            {
                Assert.That((Color32)picture[i, 0], Is.EqualTo(pixels[i]), $"level {i}");
            }
        }

        [Test]
        public void Blit_MakesItsDestinationTheActiveTarget_WhichTheEndTakesBack()
        {
            using Holder<Texture2D> corners = new(FourCorners());
            using Holder<RenderTexture> first = new(new RenderTexture(2, 2, 0));
            using Holder<RenderTexture> second = new(new RenderTexture(2, 2, 0));
            _commands.Blit(corners.Value, first.Value);
            _commands.Blit(BuiltinRenderTextureType.CurrentActive, second.Value);

            UnityEngine.Graphics.ExecuteCommandBuffer(_commands);

            Assert.That(Rows(second.Value), Is.EqualTo("rgbw"));
            Assert.That(RenderTexture.active == null);
        }

        [Test]
        public void Values_AreThoseAtTheTimeOfRecording_AndTexturesThoseAtTheTimeOfRunning()
        {
            using Holder<Texture2D> corners = new(FourCorners());
            using Holder<RenderTexture> target = new(new RenderTexture(2, 2, 0));
            var scale = new Vector2(1, 1);
            _commands.Blit(corners.Value, target.Value, scale, Vector2.zero);
            scale.y = -1;
            corners.Value.SetPixels32([Color.white, Color.red, Color.green, Color.blue]);
            corners.Value.Apply();

            UnityEngine.Graphics.ExecuteCommandBuffer(_commands);

            Assert.That(Rows(target.Value), Is.EqualTo("wrgb"));
        }

        [Test]
        public void ACommandThatFails_IsLogged_AndTheOthersRun()
        {
            using Holder<Texture2D> corners = new(FourCorners());
            using Holder<RenderTexture> target = new(new RenderTexture(2, 2, 0));
            var gone = new RenderTexture(2, 2, 0);
            var camera = AddCamera(Vector3.zero);
            camera.AddCommandBuffer(CameraEvent.AfterEverything, _commands);
            _commands.Blit(corners.Value, gone);
            _commands.Blit(target.Value, target.Value);
            _commands.Blit(target.Value, BuiltinRenderTextureType.None);
            _commands.Blit(corners.Value, target.Value);
            UnityEngine.Object.DestroyImmediate(gone);

            Engine.Step();

            var failures = TakeFailures();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(failures, Has.Length.EqualTo(3));
                Assert.That(failures, Has.All.StartsWith("CommandBuffer 'test', Blit: "));
                Assert.That(failures[0], Does.Contain("RenderTexture"));
                Assert.That(failures[1], Does.Contain("source and destination at once"));
                Assert.That(failures[2], Does.Contain("is no picture"));
                Assert.That(Rows(target.Value), Is.EqualTo("rgbw"));
            }
        }

        [Test]
        public void WhatCantBeRight_IsRefusedWhenItIsRecorded()
        {
            var camera = AddCamera(Vector3.zero);
            using (Assert.EnterMultipleScope())
            {
                Assert.That(() => _commands.IssuePluginEvent(0, 1), Throws.ArgumentException);
                Assert.That(
                    () => _commands.Blit(Texture2D.whiteTexture, BuiltinRenderTextureType.CameraTarget, null),
                    Throws.ArgumentNullException);
                Assert.That(
                    () => camera.AddCommandBuffer((CameraEvent)99, _commands), Throws.ArgumentException.With.Message.Contains("99"));
                Assert.That(() => camera.AddCommandBuffer(CameraEvent.AfterEverything, null), Throws.TypeOf<NullReferenceException>());
            }
        }

        // From the bottom row, the left pixel first, each by its first letter.
        private static string Rows(RenderTexture target)
        {
            var picture = Picture.Read(target);
            var letters = "";
            for (var y = target.height - 1; y >= 0; y--)
            {
                for (var x = 0; x < target.width; x++)
                {
                    letters += "rgbw?"[Array.IndexOf(Known, picture[x, y]) is int index and >= 0 ? index : Known.Length];
                }
            }

            return letters;
        }
    }
}
