using System;
using Saccade.Preprocessing;
using Silk.NET.OpenGL;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL
{
    /// <content>What happens on the render thread.</content>
    internal sealed partial class OpenGLFrameEncoder
    {
        private const int GroupSize = 8;
        private const uint TapsBinding = 0;
        private const uint BetweenBinding = 1;
        private const uint TableBinding = 2;
        private const uint OutputBinding = 3;

        private uint _firstPass;
        private uint _secondPass;
        private uint _sampler;
        private uint _tableBuffer;
        private uint _output;
        private uint _columnTaps;
        private uint _rowTaps;
        private uint _between;
        private uint _screenCopy;
        private uint _screenFramebuffer;
        private int _screenCopyWidth;
        private int _screenCopyHeight;
        private ResizePlan? _uploadedPlan;

        public void Execute(GLApi gl, int operation)
        {
            switch (operation)
            {
                case PollOperation:
                    Poll(gl);
                    break;
                case PrepareOperation:
                    Prepare(gl);
                    break;
                case ReleaseOperation:
                    Release(gl);
                    RenderThread.Unregister(_id);
                    break;
                default:
                    if (_failure == null)
                        Encode(gl, _slots[operation]);
                    break;
            }
        }

        private static unsafe uint CreateBuffer<T>(GLApi gl, ReadOnlySpan<T> data)
            where T : unmanaged
        {
            uint buffer = gl.CreateBuffer();
            fixed (T* start = data)
                gl.NamedBufferStorage(buffer, (nuint)(data.Length * sizeof(T)), start, BufferStorageMask.None);
            return buffer;
        }

        private static unsafe uint CreateBuffer(GLApi gl, long bytes, BufferStorageMask mask)
        {
            uint buffer = gl.CreateBuffer();
            gl.NamedBufferStorage(buffer, (nuint)bytes, null, mask);
            return buffer;
        }

        private static uint CreateTapBuffer(GLApi gl, TapTable taps)
        {
            int[] data = new int[2 * taps.Length + taps.Weights.Length];
            taps.Starts.CopyTo(data);
            taps.Counts.CopyTo(data.AsSpan(taps.Length));
            taps.Weights.CopyTo(data.AsSpan(2 * taps.Length));
            return CreateBuffer<int>(gl, data);
        }

        private static void Dispatch(GLApi gl, int width, int height) =>
            gl.DispatchCompute((uint)((width + GroupSize - 1) / GroupSize), (uint)((height + GroupSize - 1) / GroupSize), 1);

        private unsafe void Prepare(GLApi gl)
        {
            gl.GetInteger(GetPName.MajorVersion, out int major);
            gl.GetInteger(GetPName.MinorVersion, out int minor);
            if (major * 10 + minor < 45)
                throw new NotSupportedException(
                    $"OpenGL: the context has version {major}.{minor}, the encode needs 4.5. Update the graphics driver.");

            _firstPass = ComputeProgram.Link(gl, Shader, _source, "FIRST_PASS");
            _secondPass = ComputeProgram.Link(gl, Shader, _source, null);
            _sampler = gl.CreateSampler();
            gl.SamplerParameter(_sampler, SamplerParameterI.MinFilter, (int)GLEnum.Nearest);
            gl.SamplerParameter(_sampler, SamplerParameterI.MagFilter, (int)GLEnum.Nearest);
            _tableBuffer = CreateBuffer<float>(gl, _table);
            long bytes = (long)Length * sizeof(float);
            _output = CreateBuffer(gl, bytes, BufferStorageMask.None);
            const uint Mapping = (uint)(MapBufferAccessMask.ReadBit | MapBufferAccessMask.PersistentBit | MapBufferAccessMask.CoherentBit);
            foreach (Slot slot in _slots)
            {
                slot.Staging = CreateBuffer(gl, bytes, (BufferStorageMask)(Mapping | (uint)BufferStorageMask.ClientStorageBit));
                slot.Mapped = gl.MapNamedBufferRange(slot.Staging, 0, (nuint)bytes, (MapBufferAccessMask)Mapping);
                if (slot.Mapped == null)
                    throw new NotSupportedException($"OpenGL: the driver can't map {bytes:N0} bytes for reading ({gl.GetError()}).");
            }
        }

        private void Encode(GLApi gl, Slot slot)
        {
            GlState before = GlState.Save(gl);
            try
            {
                Upload(gl, slot.Plan!);
                uint view = 0;
                uint texture = slot.Source.Texture == IntPtr.Zero
                    ? CopyFramebuffer(gl, slot)
                    : OpenLevels(gl, (uint)slot.Source.Texture.ToInt64(), out view);
                RunPasses(gl, slot, texture);
                if (view != 0)
                    gl.DeleteTexture(view);

                gl.MemoryBarrier(MemoryBarrierMask.BufferUpdateBarrierBit);
                gl.CopyNamedBufferSubData(_output, slot.Staging, 0, 0, (nuint)(Length * sizeof(float)));
                slot.Fence = gl.FenceSync(SyncCondition.SyncGpuCommandsComplete, SyncBehaviorFlags.None);

                // Without a flush the fence may stay in the queue until the frame ends, or for ever.
                gl.Flush();
                slot.State = SlotState.InFlight;
            }
            finally
            {
                before.Restore(gl);
            }
        }

        private void Upload(GLApi gl, ResizePlan plan)
        {
            if (ReferenceEquals(plan, _uploadedPlan))
                return;
            DeletePlan(gl);
            _columnTaps = CreateTapBuffer(gl, plan.Columns);
            _rowTaps = CreateTapBuffer(gl, plan.Rows);
            (int width, int height) = BetweenSize(plan);
            _between = CreateBuffer(gl, Math.Max(1L, (long)width * height) * sizeof(uint), BufferStorageMask.None);
            _uploadedPlan = plan;
        }

        // Of the axis that is resized second, only the source pixels that it reads pass through the first pass.
        private static (int Width, int Height) BetweenSize(ResizePlan plan)
        {
            (int start, int end) = (plan.VerticalFirst ? plan.Columns : plan.Rows).SourceRange;
            return plan.VerticalFirst ? (end - start, plan.OutputHeight) : (plan.OutputWidth, end - start);
        }

        // An sRGB texture would be decoded when it is read; a view of the same memory as plain 8 bits gives the stored levels.
        private static uint OpenLevels(GLApi gl, uint texture, out uint view)
        {
            view = 0;
            gl.GetTextureLevelParameter(texture, 0, GLEnum.TextureInternalFormat, out int format);
            if (format != (int)InternalFormat.Srgb8Alpha8)
                return texture;
            gl.GetTextureParameter(texture, GLEnum.TextureImmutableFormat, out int immutable);
            if (immutable == 0)
                throw new NotSupportedException(
                    "OpenGL: the camera's sRGB texture has no immutable storage, so that its levels can't be read. "
                    + "Give the camera a RenderTexture made by the engine.");
            view = gl.GenTexture();
            gl.TextureView(view, TextureTarget.Texture2D, texture, SizedInternalFormat.Rgba8, 0, 1, 0, 1);
            return view;
        }

        // The levels of the framebuffer as they are stored: no conversion, and a multisampled one is resolved on the way.
        private uint CopyFramebuffer(GLApi gl, Slot slot)
        {
            int width = slot.Source.Width;
            int height = slot.Source.Height;
            if (_screenCopy == 0 || width != _screenCopyWidth || height != _screenCopyHeight)
            {
                gl.DeleteTexture(_screenCopy);
                gl.DeleteFramebuffer(_screenFramebuffer);
                gl.CreateTextures(TextureTarget.Texture2D, 1, out _screenCopy);
                gl.TextureStorage2D(_screenCopy, 1, SizedInternalFormat.Rgba8, (uint)width, (uint)height);
                gl.CreateFramebuffers(1, out _screenFramebuffer);
                gl.NamedFramebufferTexture(_screenFramebuffer, FramebufferAttachment.ColorAttachment0, _screenCopy, 0);
                _screenCopyWidth = width;
                _screenCopyHeight = height;
            }

            gl.GetInteger(GetPName.DrawFramebufferBinding, out int bound);
            gl.Disable(EnableCap.FramebufferSrgb);
            gl.Disable(EnableCap.ScissorTest);
            int x = slot.Source.X;
            int y = slot.Source.Y;
            gl.BlitNamedFramebuffer(
                (uint)bound, _screenFramebuffer, x, y, x + width, y + height, 0, 0, width, height,
                ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Nearest);
            return _screenCopy;
        }

        private void RunPasses(GLApi gl, Slot slot, uint texture)
        {
            ResizePlan plan = slot.Plan!;
            bool isCopy = slot.Source.Texture == IntPtr.Zero;
            TapTable first = plan.VerticalFirst ? plan.Rows : plan.Columns;
            TapTable second = plan.VerticalFirst ? plan.Columns : plan.Rows;
            int firstAxis = plan.VerticalFirst ? 1 : 0;
            int rangeStart = second.SourceRange.Start;
            (int width, int height) = BetweenSize(plan);

            gl.BindTextureUnit(0, texture);
            gl.BindSampler(0, _sampler);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, TapsBinding, plan.VerticalFirst ? _rowTaps : _columnTaps);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, BetweenBinding, _between);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, TableBinding, _tableBuffer);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, OutputBinding, _output);

            gl.UseProgram(_firstPass);
            gl.Uniform2(0, width, height);
            gl.Uniform1(1, firstAxis);
            gl.Uniform2(2, first.Length, first.Stride);
            gl.Uniform1(3, rangeStart);
            gl.Uniform4(4, isCopy ? 0 : slot.Source.X, isCopy ? 0 : slot.Source.Y, plan.SourceWidth, plan.SourceHeight);
            gl.Uniform1(5, slot.Source.IsBottomUp ? 1 : 0);
            gl.Uniform1(6, slot.Source.IsLinear && IsFloat(gl, texture) ? 1 : 0);
            if (width > 0 && height > 0)
                Dispatch(gl, width, height);
            gl.MemoryBarrier(MemoryBarrierMask.ShaderStorageBarrierBit);

            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, TapsBinding, plan.VerticalFirst ? _columnTaps : _rowTaps);
            gl.UseProgram(_secondPass);
            gl.Uniform2(0, _width, _height);
            gl.Uniform1(1, 1 - firstAxis);
            gl.Uniform2(2, second.Length, second.Stride);
            gl.Uniform1(3, rangeStart);
            gl.Uniform1(4, width);
            gl.Uniform2(5, _patchWidth, _patchHeight);
            Dispatch(gl, _width, _height);
        }

        private static bool IsFloat(GLApi gl, uint texture)
        {
            gl.GetTextureLevelParameter(texture, 0, GLEnum.TextureRedType, out int type);
            return type == (int)GLEnum.Float;
        }

        private void Poll(GLApi gl)
        {
            foreach (Slot slot in _slots)
            {
                if (slot.State != SlotState.InFlight)
                    continue;
                GLEnum status = gl.ClientWaitSync(slot.Fence, (SyncObjectMask)0, 0);
                if (status == GLEnum.TimeoutExpired)
                    continue;
                gl.DeleteSync(slot.Fence);
                slot.Fence = IntPtr.Zero;
                if (status == GLEnum.WaitFailed)
                    throw new InvalidOperationException(
                        $"OpenGL: looking at a fence failed ({gl.GetError()}); the context may be lost. "
                        + "Disable and enable the component to start anew.");
                slot.State = SlotState.Arrived;
            }
        }

        private void DeletePlan(GLApi gl)
        {
            gl.DeleteBuffer(_columnTaps);
            gl.DeleteBuffer(_rowTaps);
            gl.DeleteBuffer(_between);
            _columnTaps = _rowTaps = _between = 0;
            _uploadedPlan = null;
        }

        // OpenGL ignores names that are 0, so this frees whatever Prepare came to make. Deleting a buffer ends its mapping.
        private void Release(GLApi gl)
        {
            DeletePlan(gl);
            foreach (Slot slot in _slots)
            {
                if (slot.Fence != IntPtr.Zero)
                    gl.DeleteSync(slot.Fence);
                slot.Fence = IntPtr.Zero;
                gl.DeleteBuffer(slot.Staging);
            }

            gl.DeleteBuffer(_output);
            gl.DeleteBuffer(_tableBuffer);
            gl.DeleteSampler(_sampler);
            gl.DeleteTexture(_screenCopy);
            gl.DeleteFramebuffer(_screenFramebuffer);
            gl.DeleteProgram(_firstPass);
            gl.DeleteProgram(_secondPass);
        }
    }
}
