using System;
using Silk.NET.OpenGL;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>
    /// What a camera draws into. With several samples a pixel, drawing goes to a multisampled pair of buffers and is resolved into
    /// the colour texture; everything else (reads, the interface, plug-ins) knows only that texture.
    /// </summary>
    internal sealed class RenderTarget : GpuObject
    {
        private readonly uint _depth;
        private readonly uint _samplesColor;
        private readonly uint _drawFramebuffer;

        internal RenderTarget(GraphicsDevice device, int width, int height, SizedInternalFormat format, bool hasDepth, int samples)
            : base(device)
        {
            Width = width;
            Height = height;
            Color = new GpuTexture(device, width, height, format, hasMips: false, isAlphaOnly: false);
            Framebuffer = device.Names.CreateFramebuffer();
            Gl.NamedFramebufferTexture(Framebuffer, FramebufferAttachment.ColorAttachment0, Color.Name, 0);
            _drawFramebuffer = Framebuffer;
            var sampleCount = (uint)Math.Min(samples, device.MaxSamples);
            if (sampleCount > 1)
            {
                _drawFramebuffer = device.Names.CreateFramebuffer();
                _samplesColor = CreateBuffer((InternalFormat)format, sampleCount);
                Attach(FramebufferAttachment.ColorAttachment0, _samplesColor);
            }

            if (hasDepth)
            {
                _depth = CreateBuffer(InternalFormat.DepthComponent24, sampleCount > 1 ? sampleCount : 0);
                Attach(FramebufferAttachment.DepthAttachment, _depth);
            }

            var status = Gl.CheckNamedFramebufferStatus(_drawFramebuffer, FramebufferTarget.Framebuffer);
            if (status != GLEnum.FramebufferComplete)
            {
                throw new HostException($"Render target of {width}x{height}, {format}, {samples} samples: the driver says {status}.");
            }
        }

        internal int Width { get; }

        internal int Height { get; }

        internal GpuTexture Color { get; }

        /// <summary>The framebuffer of the resolved colour texture.</summary>
        internal uint Framebuffer { get; }

        private bool IsMultisampled => _samplesColor != 0;

        /// <summary>Binds the drawing buffers; what the colour texture holds in <paramref name="area"/> is in them if it is kept.</summary>
        internal void BeginDrawing(RectInt area, bool keepsColor)
        {
            if (IsMultisampled && keepsColor)
            {
                Copy(Framebuffer, _drawFramebuffer, area);
            }

            Device.Bind(_drawFramebuffer);
            Gl.Viewport(area.x, area.y, (uint)area.width, (uint)area.height);
        }

        internal void EndDrawing(RectInt area)
        {
            if (IsMultisampled)
            {
                Copy(_drawFramebuffer, Framebuffer, area);
            }
        }

        internal void ClearToBlack()
        {
            Device.Prepare(this);
            Gl.ClearColor(0, 0, 0, 1);
            Gl.Clear(ClearBufferMask.ColorBufferBit);
        }

        /// <summary>
        /// Reads <paramref name="area"/>, bottom row first and still sRGB-encoded, into an image <paramref name="rowPixels"/> wide.
        /// </summary>
        internal unsafe void Read(RectInt area, TextureLayout layout, Span<byte> pixels, int rowPixels)
        {
            Device.Canvas.Flush();
            Device.Prepare(this);
            Gl.Disable(EnableCap.FramebufferSrgb);
            Gl.PixelStore(PixelStoreParameter.PackRowLength, rowPixels);
            fixed (byte* destination = pixels)
            {
                Gl.ReadPixels(
                    area.x, area.y, (uint)area.width, (uint)area.height, layout.PixelFormat, layout.PixelType, destination);
            }

            Device.Prepare(this);
        }

        private protected override void Delete()
        {
            Color.Release();
            Device.Names.DeleteFramebuffer(Framebuffer);
            if (IsMultisampled)
            {
                Device.Names.DeleteFramebuffer(_drawFramebuffer);
                Device.Names.DeleteRenderbuffer(_samplesColor);
            }

            if (_depth != 0)
            {
                Device.Names.DeleteRenderbuffer(_depth);
            }
        }

        private void Copy(uint from, uint to, RectInt area) => Gl.BlitNamedFramebuffer(
            from,
            to,
            area.x,
            area.y,
            area.xMax,
            area.yMax,
            area.x,
            area.y,
            area.xMax,
            area.yMax,
            ClearBufferMask.ColorBufferBit,
            BlitFramebufferFilter.Nearest);

        private uint CreateBuffer(InternalFormat format, uint samples)
        {
            var buffer = Device.Names.CreateRenderbuffer();
            Gl.NamedRenderbufferStorageMultisample(buffer, samples, format, (uint)Width, (uint)Height);
            return buffer;
        }

        private void Attach(FramebufferAttachment attachment, uint buffer) =>
            Gl.NamedFramebufferRenderbuffer(_drawFramebuffer, attachment, RenderbufferTarget.Renderbuffer, buffer);
    }
}
