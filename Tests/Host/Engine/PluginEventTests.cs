using System;
using System.Runtime.InteropServices;
using NUnit.Framework;
using Saccade.Host.Rendering;
using Silk.NET.OpenGL;
using UnityEngine;
using UnityGL = UnityEngine.GL;

namespace Saccade.Host.Tests.Engine
{
    public class PluginEventTests : EngineFixture
    {
        private static Action<int>? _onEvent;

        private static readonly RenderingEvent Callback = eventId => _onEvent?.Invoke(eventId);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate void RenderingEvent(int eventId);

        private static Silk.NET.OpenGL.GL Gl => GraphicsDevice.Current.Gl;

        [Test]
        public void IssuePluginEvent_CallsBackAtOnce_WithTheNumberAndTheContextCurrent()
        {
            var received = 0;
            var version = "";
            _onEvent = eventId =>
            {
                received = eventId;
                version = Gl.GetStringS(StringName.Version);
            };

            Issue(42);

            Assert.That(received, Is.EqualTo(42));
            Assert.That(version, Does.StartWith("4."));
        }

        [Test]
        public void InOnPostRender_TheFinishedPictureOfTheCamera_IsBound()
        {
            var pixel = new byte[4];
            AddCamera(Vector3.zero).backgroundColor = Color.red;
            _onEvent = _ => Gl.ReadPixels<byte>(3, 3, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, pixel);
            Camera.onPostRender += _ => Issue(0);

            Engine.Step();

            Assert.That(pixel[..3], Is.EqualTo((byte[])[255, 0, 0]));
        }

        [Test]
        public void WhatAPluginDraws_IsInThePicture()
        {
            using Holder<RenderTexture> target = new(new RenderTexture(16, 16, 16) { antiAliasing = 4 });
            AddCamera(Vector3.zero).targetTexture = target.Value;
            _onEvent = _ =>
            {
                Gl.ClearColor(0, 1, 0, 1);
                Gl.Clear(ClearBufferMask.ColorBufferBit);
            };
            Camera.onPostRender += _ => Issue(0);

            Engine.Step();

            Assert.That((UnityEngine.Color)Picture.Read(target.Value)[8, 8], Is.EqualTo(UnityEngine.Color.green));
        }

        [Test]
        public void StateThatAPluginLeavesBehind_ChangesNothing()
        {
            AddCamera(new Vector3(0, 1, -3));
            GameObject.CreatePrimitive(UnityEngine.PrimitiveType.Sphere);
            new GameObject("gui").AddComponent<LabelScript>();
            Engine.Step();
            var undisturbed = HostScreen.Capture().Rgba;
            _onEvent = _ => Disturb();
            Camera.onPreRender += _ => Issue(0);
            Camera.onPostRender += _ => Issue(0);

            Engine.Step();
            Engine.Step();

            Assert.That(HostScreen.Capture().Rgba, Is.EqualTo(undisturbed));
        }

        [Test]
        public void NullCallback_IsRefused() => Assert.That(() => UnityGL.IssuePluginEvent(IntPtr.Zero, 1), Throws.ArgumentException);

        private static void Issue(int eventId) =>
            UnityGL.IssuePluginEvent(Marshal.GetFunctionPointerForDelegate(Callback), eventId);

        private static void Disturb()
        {
            Gl.Enable(EnableCap.ScissorTest);
            Gl.Scissor(0, 0, 1, 1);
            Gl.Enable(EnableCap.Blend);
            Gl.BlendFunc(BlendingFactor.Zero, BlendingFactor.Zero);
            Gl.BlendEquation(BlendEquationModeEXT.FuncReverseSubtract);
            Gl.Enable(EnableCap.StencilTest);
            Gl.Enable(EnableCap.RasterizerDiscard);
            Gl.Disable(EnableCap.FramebufferSrgb);
            Gl.ColorMask(false, true, false, false);
            Gl.DepthMask(false);
            Gl.DepthFunc(DepthFunction.Never);
            Gl.CullFace(TriangleFace.Front);
            Gl.Enable(EnableCap.DepthClamp);
            Gl.DepthRange(1, 0);
            Gl.ClearDepth(0);
            Gl.ClipControl(ClipControlOrigin.UpperLeft, ClipControlDepth.ZeroToOne);
            Gl.Viewport(3, 3, 5, 5);
            Gl.PixelStore(PixelStoreParameter.PackAlignment, 8);
            Gl.PixelStore(PixelStoreParameter.UnpackRowLength, 77);
            Gl.PolygonMode(TriangleFace.FrontAndBack, PolygonMode.Line);
            Gl.BindFramebuffer(FramebufferTarget.Framebuffer, 0);
            Gl.BindBufferBase(BufferTargetARB.UniformBuffer, 0, 0);
            Gl.ActiveTexture(TextureUnit.Texture5);
        }

        private sealed class LabelScript : MonoBehaviour
        {
            private readonly string _text = "label";

            private void OnGUI() => GUI.Label(new Rect(5, 5, 100, 30), _text);
        }
    }
}
