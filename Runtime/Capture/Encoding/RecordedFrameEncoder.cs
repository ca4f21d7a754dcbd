using System;
using Saccade.ModelInput;
using Saccade.NewestWins;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Capture.Encoding
{
    /// <summary>
    /// What encoders have in common that record their work into a command buffer and read the result asynchronously: what becomes of
    /// commands that never run, of targets that go and of engines that end. Main thread only.
    /// </summary>
    /// <typeparam name="TSlot">What a frame on its way needs.</typeparam>
    internal abstract class RecordedFrameEncoder<TSlot> : IFrameEncoder<RecordedSource>
        where TSlot : RecordedSlot
    {
        private readonly string _name;
        private readonly int _run = EngineRun.Number;
        private volatile string? _failure;
        private bool _disposed;
        private long _lost;

        /// <summary>Makes an encoder without slots: call <see cref="Fill"/> when all is there that a slot needs.</summary>
        /// <param name="name">What to begin messages with.</param>
        /// <param name="shape">What it makes.</param>
        /// <param name="capacity">How many slots it has.</param>
        protected RecordedFrameEncoder(string name, EncodeShape shape, int capacity)
        {
            _name = name;
            Shape = shape;
            Ring = new FrameRing<TSlot>(capacity);
        }

        public int Length => Shape.Length;

        public int Capacity => Ring.Capacity;

        public int InFlight => Ring.InFlight;

        public string? Failure => _failure;

        public long Lost
        {
            get
            {
                var lost = _lost;
                foreach (var slot in Ring.Slots)
                {
                    lost += slot.Lost;
                }

                return lost;
            }
        }

        public EncodeTime LastEncode { get; private set; }

        protected EncodeShape Shape { get; }

        /// <summary>The frames on their way.</summary>
        protected FrameRing<TSlot> Ring { get; }

        public bool TryEncode(in RecordedSource source, in FrameStamp stamp)
        {
            if (!IsWorking())
            {
                return false;
            }

            var fault = FindFault(source);
            if (fault != null)
            {
                Fail(fault);
                return false;
            }

            var index = Ring.FindFree();
            if (index < 0)
            {
                return false;
            }

            if (!IsInside(source))
            {
                _lost++;
                return true;
            }

            var slot = Ring.Slots[index];
            Record(source.Commands, source, slot);
            Ring.Send(slot, stamp);
            return true;
        }

        public bool TryFetch(Span<float> destination, out FrameStamp stamp, out int skipped)
        {
            stamp = default;
            skipped = 0;
            if (!IsWorking())
            {
                return false;
            }

            if (destination.Length < Length)
            {
                throw new ArgumentException(
                    $"There is room for {destination.Length} numbers, a picture has {Length}.", nameof(destination));
            }

            var newest = Ring.TakeNewest(null, out skipped);
            if (newest == null)
            {
                return false;
            }

            GiveUpOlderThan(newest);
            newest.Numbers.CopyTo(destination);
            stamp = newest.Stamp;

            // The engine runs the commands when it likes, and tells nobody how long that took.
            LastEncode = new EncodeTime(double.NaN, double.NaN);
            Ring.TryRelease(newest);
            return true;
        }

        public void Dispose()
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;

            // No later frame brings an answer, so that one has to wait for it here. Without a device there is nobody to wait for.
            if (EngineRun.IsEnding && InFlight > 0 && SystemInfo.graphicsDeviceType != GraphicsDeviceType.Null)
            {
                AsyncGPUReadback.WaitAllRequests();
            }

            var isLate = EngineRun.IsEnding || _run != EngineRun.Number;
            foreach (var slot in Ring.Slots)
            {
                if (slot.State == FrameState.Requested && !isLate)
                {
                    slot.Abandon();
                }
                else
                {
                    Release(slot);
                }
            }

            ReleaseShared();
        }

        /// <summary>Records the encoding of a picture, with the slot's answer at the end.</summary>
        protected abstract void Record(CommandBuffer commands, in RecordedSource source, TSlot slot);

        /// <summary>Why a picture can never be encoded, as a sentence to show, or null where it can.</summary>
        protected abstract string? FindFault(in RecordedSource source);

        /// <summary>Makes one slot.</summary>
        protected abstract TSlot CreateSlot();

        /// <summary>Frees a slot that no answer is to come for.</summary>
        protected virtual void Release(TSlot slot) => slot.Release();

        /// <summary>Frees what belongs to no slot, as soon as no slot needs it.</summary>
        protected abstract void ReleaseShared();

        /// <summary>Makes the slots.</summary>
        protected void Fill() => Ring.Fill(CreateSlot);

        /// <summary>Tells what went wrong; any thread.</summary>
        protected void Fail(string message) => _failure = $"{_name}: {message}";

        private static bool IsInside(in RecordedSource source) =>
            source.X >= 0 && source.Y >= 0 && source.Width >= 1 && source.Height >= 1
            && source.X <= source.TargetSize.x - source.Width && source.Y <= source.TargetSize.y - source.Height;

        private bool IsWorking()
        {
            if (_disposed || _failure != null)
            {
                return false;
            }

            if (_run != EngineRun.Number)
            {
                Fail("the engine that this encoder was made on has ended. Disable and enable the component to start anew.");
            }

            return _failure == null;
        }

        // Answers come in the order of the commands: one that is still missing belongs to commands that were never run.
        private void GiveUpOlderThan(TSlot newest)
        {
            for (var i = 0; i < Ring.Capacity; i++)
            {
                var slot = Ring.Slots[i];
                if (slot.State == FrameState.Requested && slot.Sequence < newest.Sequence)
                {
                    _lost += slot.Lost + 1;
                    slot.Abandon();
                    Ring.Replace(i, CreateSlot());
                }
            }
        }
    }
}
