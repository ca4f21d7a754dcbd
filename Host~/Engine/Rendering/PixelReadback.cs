using System;
using Silk.NET.OpenGL;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>
    /// One copy of a picture or buffer on its way from the graphics device into memory. The device writes it into a buffer when it
    /// gets there; nobody waits unless asked to.
    /// </summary>
    internal sealed class PixelReadback : GpuObject
    {
        private readonly uint _buffer;
        private nint _fence;
        private int _bytes;
        private int _capacity;

        internal PixelReadback(GraphicsDevice device)
            : base(device)
        {
            _buffer = device.Names.CreateBuffer();
        }

        /// <summary>Whether the copy has arrived; false while none was begun.</summary>
        internal bool IsReady => _fence == 0 ? _bytes > 0 : Poll(0);

        internal unsafe void Begin(RenderTarget source, TextureLayout layout)
        {
            Device.Canvas.Flush();
            Device.Prepare(source);
            Gl.Disable(EnableCap.FramebufferSrgb);
            Reserve(source.Width * source.Height * layout.BytesPerPixel);
            Gl.BindBuffer(BufferTargetARB.PixelPackBuffer, _buffer);
            Gl.ReadPixels(0, 0, (uint)source.Width, (uint)source.Height, layout.PixelFormat, layout.PixelType, null);
            Fence();
            Device.Prepare(source);
        }

        internal unsafe void Begin(GpuTexture source, int level, int width, int height, TextureLayout layout)
        {
            Device.ResetPixelStore();
            Reserve(width * height * layout.BytesPerPixel);
            Gl.BindBuffer(BufferTargetARB.PixelPackBuffer, _buffer);
            Gl.GetTextureImage(source.Name, level, layout.PixelFormat, layout.PixelType, (uint)_bytes, null);
            Fence();
            Device.ResetPixelStore();
        }

        internal void Begin(GpuBuffer source, int offset, int bytes)
        {
            Reserve(bytes);
            Gl.CopyNamedBufferSubData(source.Name, _buffer, offset, 0, (nuint)bytes);
            Fence();
        }

        /// <summary>Waits until the copy has arrived.</summary>
        internal void Wait()
        {
            while (_fence != 0)
            {
                Poll(1_000_000_000);
            }
        }

        /// <summary>Takes the copy, of a picture the bottom row first and without gaps; it must be ready.</summary>
        internal void CopyTo(Span<byte> pixels) => Gl.GetNamedBufferSubData(_buffer, 0, pixels[.._bytes]);

        private protected override void Delete()
        {
            DeleteFence();
            Device.Names.DeleteBuffer(_buffer);
        }

        private unsafe void Reserve(int bytes)
        {
            DeleteFence();
            _bytes = bytes;
            if (_capacity < bytes)
            {
                _capacity = bytes;
                Gl.NamedBufferData(_buffer, (nuint)bytes, null, GLEnum.StreamRead);
            }
        }

        private void Fence()
        {
            _fence = Gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);
            Gl.Flush();
        }

        private bool Poll(ulong nanoseconds)
        {
            var state = (GLEnum)Gl.ClientWaitSync(_fence, (uint)GLEnum.SyncFlushCommandsBit, nanoseconds);
            if (state == GLEnum.WaitFailed)
            {
                throw new UnityException($"Reading pixels back: the driver says {Gl.GetError()}.");
            }

            if (state == GLEnum.TimeoutExpired)
            {
                return false;
            }

            DeleteFence();
            return true;
        }

        private void DeleteFence()
        {
            if (_fence != 0)
            {
                Gl.DeleteSync(_fence);
                _fence = 0;
            }
        }
    }
}
