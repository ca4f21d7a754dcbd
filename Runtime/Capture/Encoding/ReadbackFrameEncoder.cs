using Saccade.ModelInput;
using Saccade.NewestWins;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Capture.Encoding
{
    /// <summary>
    /// The encode without shaders: an 8-bit copy of the picture is read back asynchronously, and a thread makes model input of it with
    /// the training transform.
    /// </summary>
    internal sealed class ReadbackFrameEncoder : RecordedFrameEncoder<ReadbackSlot>
    {
        /// <summary>What to begin messages with.</summary>
        public const string Name = "Readback";

        // A NativeArray of bytes holds no more.
        private const long LargestPicture = int.MaxValue / 4;

        private readonly ReadbackWorker _worker;

        public ReadbackFrameEncoder(EncodeShape shape, int capacity)
            : base(Name, shape, capacity)
        {
            _worker = new ReadbackWorker(shape, Ring, Fail);
            Fill();
            _worker.Start();
        }

        /// <summary>Whether the worker has nothing to do.</summary>
        public bool IsIdle => !Ring.IsAny(FrameState.Working);

        /// <inheritdoc/>
        protected override ReadbackSlot CreateSlot() => new ReadbackSlot(Length, _worker.Wake);

        /// <inheritdoc/>
        protected override string? FindFault(in RecordedSource source) =>
            (long)source.Width * source.Height > LargestPicture
                ? $"a picture of {source.Width} x {source.Height} pixels is too large, {LargestPicture:N0} pixels can be read. "
                    + "Let the camera render into a smaller texture."
                : null;

        /// <inheritdoc/>
        protected override void Record(CommandBuffer commands, in RecordedSource source, ReadbackSlot slot)
        {
            slot.Prepare(source);

            // In a project with linear colours RGBA32 means sRGB, as the copy's own format does: bytes arrive as they are stored, levels.
            var copy = slot.Copy.Record(commands, source);
            commands.RequestAsyncReadbackIntoNativeArray(ref slot.Pixels, copy, 0, TextureFormat.RGBA32, slot.Answer);
        }

        /// <inheritdoc/>
        protected override void Release(ReadbackSlot slot)
        {
            // What the worker may be reading is left to it.
            if (slot.TryChange(FrameState.Working, FrameState.Held))
            {
                slot.Copy.Release();
            }
            else
            {
                slot.Release();
            }
        }

        /// <inheritdoc/>
        protected override void ReleaseShared()
        {
            _worker.End();
            if (EngineRun.IsEnding)
            {
                _worker.Await();
            }
        }
    }
}
