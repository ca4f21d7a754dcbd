using System;
using System.Diagnostics;
using System.Threading;
using Saccade.ModelInput;
using Saccade.NewestWins;
using Saccade.OpenGL.Contexts;
using Saccade.Preprocessing;
using Saccade.Stages;
using Silk.NET.OpenGL;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL.Encoding
{
    /// <content>What happens on the render thread.</content>
    internal sealed partial class OpenGLFrameEncoder
    {
        private const double NanosecondsPerSecond = 1e9;

        private readonly RecentPlans<EncodePlan> _uploaded = new RecentPlans<EncodePlan>();
        private readonly SourceReader _reader = new SourceReader();
        private EncodePrograms? _programs;

        public void Execute(GlContext context, int operation)
        {
            switch (operation)
            {
                case PollOperation:
                    Poll(context);
                    break;
                case PrepareOperation:
                    Prepare(context);
                    break;
                case ShareOperation:
                    Share(context);
                    break;
                case ReleaseOperation:
                    Release(context);
                    _queue.Unregister(_id);
                    break;
                default:
                    if (_failure == null)
                    {
                        Encode(context, _ring.Slots[operation]);
                    }

                    break;
            }
        }

        private unsafe void Prepare(GlContext context)
        {
            _programs = EncodePrograms.Acquire(context);
            var bytes = (nuint)Length * sizeof(float);
            const uint Mapping = (uint)(MapBufferAccessMask.ReadBit | MapBufferAccessMask.PersistentBit | MapBufferAccessMask.CoherentBit);
            foreach (var slot in _ring.Slots)
            {
                slot.Buffer = context.Objects.CreateBuffer(
                    (long)bytes, (BufferStorageMask)(Mapping | (uint)BufferStorageMask.ClientStorageBit));
                slot.Mapped = context.Gl.MapNamedBufferRange(slot.Buffer, 0, bytes, (MapBufferAccessMask)Mapping);
                if (slot.Mapped == null)
                {
                    throw new NotSupportedException(
                        $"OpenGL: the driver can't map {bytes:N0} bytes for reading: {context.DescribeFault()}");
                }

                if (context.HasTimestamps)
                {
                    slot.Begun = context.Objects.CreateTimestamp();
                    slot.Ended = context.Objects.CreateTimestamp();
                }
            }
        }

        private void Encode(GlContext context, EncodeSlot slot)
        {
            using var encoding = StageMarkers.Begin(Stage.Encode);
            var gl = context.Gl;
            var begun = Stopwatch.GetTimestamp();
            context.DemandCurrent();
            var before = GlState.Save(gl);
            try
            {
                if (slot.Begun != 0)
                {
                    gl.QueryCounter(slot.Begun, QueryCounterTarget.Timestamp);
                }

                var plan = Upload(context, slot.Plan!);

                // The picture before may still be read from what lies between the passes.
                gl.MemoryBarrier(
                    MemoryBarrierMask.ShaderStorageBarrierBit | MemoryBarrierMask.TextureFetchBarrierBit
                    | MemoryBarrierMask.ShaderImageAccessBarrierBit);
                if (!_reader.TryOpen(context, _programs!, plan, slot.Source))
                {
                    Interlocked.Increment(ref _lost);
                    slot.Become(FrameState.Free);
                    return;
                }

                RunPasses(context, slot, plan);
                if (slot.Ended != 0)
                {
                    gl.QueryCounter(slot.Ended, QueryCounterTarget.Timestamp);
                }

                slot.Fence = context.Objects.CreateFence();
                if (slot.Fence == IntPtr.Zero)
                {
                    throw new InvalidOperationException("OpenGL: a picture can't be encoded: " + context.DescribeFault());
                }

                // Without a flush the fence may stay in the queue until the frame ends, or for ever.
                gl.Flush();
            }
            finally
            {
                _reader.Close(context);
                before.Restore(gl);
            }

            slot.RenderThreadSeconds = (Stopwatch.GetTimestamp() - begun) / (double)Stopwatch.Frequency;
            slot.Become(FrameState.Working);
        }

        private EncodePlan Upload(GlContext context, ResizePlan plan)
        {
            for (var i = 0; i < _uploaded.Count; i++)
            {
                if (ReferenceEquals(_uploaded[i].Layout.Plan, plan))
                {
                    return _uploaded.Use(i);
                }
            }

            var added = _uploaded.Add(new EncodePlan(context, new EncodeTables(plan, _shape.Values)), out var dropped);
            dropped?.Delete(context.Objects);
            return added;
        }

        private void RunPasses(GlContext context, EncodeSlot slot, EncodePlan plan)
        {
            var gl = context.Gl;
            var layout = plan.Layout;
            gl.BindImageTexture(EncodeShader.PictureImage, _reader.Texture, 0, false, 0, BufferAccessARB.ReadOnly, InternalFormat.R32ui);
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.TablesUnit);
            gl.BindTexture(TextureTarget.TextureBuffer, plan.Tables);
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.BetweenUnit);
            gl.BindTexture(TextureTarget.TextureBuffer, plan.Between);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, EncodeShader.BetweenOutBuffer, plan.BetweenBuffer);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, EncodeShader.ResultBuffer, ChooseBuffer(slot));

            if (layout.BetweenWidth > 0 && layout.BetweenHeight > 0)
            {
                gl.UseProgram(_programs!.First(layout.FirstAxis));
                gl.Uniform2(EncodeShader.SizeUniform, layout.BetweenWidth, layout.BetweenHeight);
                gl.Uniform2(EncodeShader.AxisTableUniform, layout.First.Start, layout.First.Length);
                gl.Uniform1(EncodeShader.RangeStartUniform, layout.RangeStart);
                gl.Uniform2(EncodeShader.OriginUniform, _reader.X, _reader.Y);
                gl.Uniform2(EncodeShader.SourceSizeUniform, layout.Plan.SourceWidth, layout.Plan.SourceHeight);
                gl.Uniform1(EncodeShader.BottomUpUniform, slot.Source.IsBottomUp ? 1 : 0);
                EncodePrograms.Dispatch(gl, layout.BetweenWidth, layout.BetweenHeight, layout.FirstAxis, EncodeShader.FirstRun);
                gl.MemoryBarrier(MemoryBarrierMask.TextureFetchBarrierBit);
            }

            gl.UseProgram(_programs!.Second(1 - layout.FirstAxis));
            gl.Uniform2(EncodeShader.SizeUniform, _shape.Width, _shape.Height);
            gl.Uniform2(EncodeShader.AxisTableUniform, layout.Second.Start, layout.Second.Length);
            gl.Uniform1(EncodeShader.RangeStartUniform, layout.RangeStart);
            gl.Uniform2(EncodeShader.SourceSizeUniform, layout.BetweenWidth, layout.BetweenHeight);
            gl.Uniform2(EncodeShader.PatchSizeUniform, _shape.PatchWidth, _shape.PatchHeight);
            gl.Uniform1(EncodeShader.ValueTableUniform, layout.ValueTable);
            EncodePrograms.Dispatch(gl, _shape.Width, _shape.Height, 1 - layout.FirstAxis, EncodeShader.SecondRun);
            gl.MemoryBarrier(MemoryBarrierMask.ClientMappedBufferBarrierBit | MemoryBarrierMask.BufferUpdateBarrierBit);
        }

        private void Poll(GlContext context)
        {
            foreach (var slot in _ring.Slots)
            {
                if (slot.State != FrameState.Working)
                {
                    continue;
                }

                var status = context.Gl.ClientWaitSync(slot.Fence, (SyncObjectMask)0, 0);
                if (status == GLEnum.TimeoutExpired)
                {
                    continue;
                }

                context.Objects.DeleteFence(ref slot.Fence);
                if (status != GLEnum.AlreadySignaled && status != GLEnum.ConditionSatisfied)
                {
                    throw new InvalidOperationException("OpenGL: looking at a fence failed: " + context.DescribeFault());
                }

                slot.GpuSeconds = ReadSeconds(context.Gl, slot);
                if (slot.IsOnDevice && !TryMap(slot))
                {
                    Interlocked.Increment(ref _lost);
                    slot.Become(FrameState.Free);
                    continue;
                }

                slot.Become(FrameState.Arrived);
            }
        }

        // The fence lies behind both queries, so that both have their results.
        private static double ReadSeconds(GLApi gl, EncodeSlot slot)
        {
            if (slot.Begun == 0)
            {
                return double.NaN;
            }

            ulong begun = 0;
            ulong ended = 0;
            gl.GetQueryObject(slot.Begun, QueryObjectParameterName.ResultNoWait, out begun);
            gl.GetQueryObject(slot.Ended, QueryObjectParameterName.ResultNoWait, out ended);
            return begun == 0 || ended < begun ? double.NaN : (ended - begun) / NanosecondsPerSecond;
        }

        // Whatever Prepare came to make goes. Deleting a buffer ends its mapping.
        private void Release(GlContext context)
        {
            StopReading(context);
            foreach (var slot in _ring.Slots)
            {
                context.Objects.DeleteFence(ref slot.Fence);
                context.Objects.DeleteBuffer(ref slot.Buffer);
                context.Objects.DeleteTimestamp(ref slot.Begun);
                context.Objects.DeleteTimestamp(ref slot.Ended);
            }

            for (var i = 0; i < _uploaded.Count; i++)
            {
                _uploaded[i].Delete(context.Objects);
            }

            _reader.Delete(context);
            if (_programs != null)
            {
                context.ReleaseShared();
            }

            _programs = null;
        }
    }
}
