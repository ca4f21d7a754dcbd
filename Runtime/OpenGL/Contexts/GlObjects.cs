using System;
using System.Threading;
using Silk.NET.OpenGL;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL.Contexts
{
    /// <summary>Makes and deletes every OpenGL object of the encode: what is not given back shows in <see cref="Live"/>.</summary>
    internal sealed class GlObjects
    {
        private static int _live;

        private readonly GLApi _gl;
        private int _ownLive;
        private bool _isForgotten;

        public GlObjects(GLApi gl)
        {
            _gl = gl;
        }

        /// <summary>Objects that live now, of all contexts.</summary>
        public static int Live => Volatile.Read(ref _live);

        /// <summary>The context is gone, and all that lived in it.</summary>
        public void Forget()
        {
            Interlocked.Add(ref _live, -_ownLive);
            _ownLive = 0;
            _isForgotten = true;
        }

        /// <summary>A buffer of a size that doesn't change.</summary>
        public unsafe uint CreateBuffer(long bytes, BufferStorageMask mask)
        {
            var buffer = _gl.CreateBuffer();
            Count(1);
            _gl.NamedBufferStorage(buffer, (nuint)bytes, null, mask);
            return buffer;
        }

        /// <summary>A buffer that keeps what it is made with.</summary>
        public unsafe uint CreateBuffer(ReadOnlySpan<int> data)
        {
            var buffer = _gl.CreateBuffer();
            Count(1);
            fixed (int* start = data)
            {
                _gl.NamedBufferStorage(buffer, (nuint)(data.Length * sizeof(int)), start, BufferStorageMask.None);
            }

            return buffer;
        }

        /// <summary>A texture through which shaders read a buffer.</summary>
        public uint CreateBufferTexture(uint buffer, SizedInternalFormat format)
        {
            _gl.CreateTextures(TextureTarget.TextureBuffer, 1, out uint texture);
            Count(1);
            _gl.TextureBuffer(texture, format, buffer);
            return texture;
        }

        /// <summary>A texture without mip levels.</summary>
        public uint CreateTexture(SizedInternalFormat format, int width, int height)
        {
            _gl.CreateTextures(TextureTarget.Texture2D, 1, out uint texture);
            Count(1);
            _gl.TextureStorage2D(texture, 1, format, (uint)width, (uint)height);
            return texture;
        }

        /// <summary>The first level of a texture with immutable storage, read as another format.</summary>
        public uint CreateView(uint texture, SizedInternalFormat format)
        {
            var view = _gl.GenTexture();
            Count(1);
            _gl.TextureView(view, TextureTarget.Texture2D, texture, format, 0, 1, 0, 1);
            return view;
        }

        public uint CreateSampler()
        {
            Count(1);
            return _gl.CreateSampler();
        }

        public uint CreateProgram()
        {
            Count(1);
            return _gl.CreateProgram();
        }

        public uint CreateFramebuffer()
        {
            _gl.CreateFramebuffers(1, out uint framebuffer);
            Count(1);
            return framebuffer;
        }

        public uint CreateTimestamp()
        {
            _gl.CreateQueries((QueryTarget)GLEnum.Timestamp, 1, out uint query);
            Count(1);
            return query;
        }

        /// <summary>A fence behind the commands so far, or zero where no context is current.</summary>
        public IntPtr CreateFence()
        {
            var fence = _gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);
            if (fence != IntPtr.Zero)
            {
                Count(1);
            }

            return fence;
        }

        public void DeleteBuffer(ref uint name)
        {
            if (name == 0)
            {
                return;
            }

            _gl.DeleteBuffer(name);
            name = Gone();
        }

        public void DeleteTexture(ref uint name)
        {
            if (name == 0)
            {
                return;
            }

            _gl.DeleteTexture(name);
            name = Gone();
        }

        public void DeleteSampler(ref uint name)
        {
            if (name == 0)
            {
                return;
            }

            _gl.DeleteSampler(name);
            name = Gone();
        }

        public void DeleteProgram(ref uint name)
        {
            if (name == 0)
            {
                return;
            }

            _gl.DeleteProgram(name);
            name = Gone();
        }

        public void DeleteFramebuffer(ref uint name)
        {
            if (name == 0)
            {
                return;
            }

            _gl.DeleteFramebuffer(name);
            name = Gone();
        }

        public void DeleteTimestamp(ref uint name)
        {
            if (name == 0)
            {
                return;
            }

            _gl.DeleteQuery(name);
            name = Gone();
        }

        public void DeleteFence(ref IntPtr fence)
        {
            if (fence == IntPtr.Zero)
            {
                return;
            }

            _gl.DeleteSync(fence);
            fence = (IntPtr)Gone();
        }

        private uint Gone()
        {
            Count(-1);
            return 0;
        }

        private void Count(int change)
        {
            if (_isForgotten)
            {
                return;
            }

            _ownLive += change;
            Interlocked.Add(ref _live, change);
        }
    }
}
