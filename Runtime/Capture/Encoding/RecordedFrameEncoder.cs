using System;
using Saccade.ModelInput;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Capture.Encoding
{
    /// <summary>
    /// What encoders have in common that record their work into a command buffer and read the result asynchronously: the ring of
    /// frames on their way. Main thread only.
    /// </summary>
    internal abstract class RecordedFrameEncoder : IFrameEncoder<RecordedSource>
    {
        private readonly string _name;
        private readonly int _run = EngineRun.Number;
        private readonly RecordedSlot[] _slots;
        private volatile string? _failure;
        private bool _disposed;
        private long _sequence;
        private long _lost;

        /// <summary>Makes an encoder without slots: call <see cref="Fill"/> when all is there that a slot needs.</summary>
        /// <param name="name">What to begin messages with.</param>
        /// <param name="shape">What it makes.</param>
        /// <param name="capacity">How many slots it has.</param>
        protected RecordedFrameEncoder(string name, EncodeShape shape, int capacity)
        {
            _name = name;
            Shape = shape;
            _slots = new RecordedSlot[capacity];
        }

        public int Length => Shape.Length;

        public int Capacity => _slots.Length;

        public int InFlight
        {
            get
            {
                int taken = 0;
                foreach (RecordedSlot slot in _slots)
                {
                    RecordedSlotState state = slot.State;
                    if (state != RecordedSlotState.Free && state != RecordedSlotState.Left)
                        taken++;
                }

                return taken;
            }
        }

        public string? Failure => _failure;

        public long Lost
        {
            get
            {
                long lost = _lost;
                foreach (RecordedSlot slot in _slots)
                    lost += slot.Lost;
                return lost;
            }
        }

        public EncodeTime LastEncode { get; private set; }

        protected EncodeShape Shape { get; }

        protected RecordedSlot[] Slots => _slots;

        public bool TryEncode(in RecordedSource source, in FrameStamp stamp)
        {
            if (!IsWorking())
                return false;
            string? fault = FindFault(source);
            if (fault != null)
            {
                Fail(fault);
                return false;
            }

            int index = 0;
            while (index < _slots.Length && _slots[index].State != RecordedSlotState.Free)
                index++;
            if (index == _slots.Length)
                return false;
            if (!IsInside(source))
            {
                _lost++;
                return true;
            }

            RecordedSlot slot = _slots[index];
            Record(source.Commands, source, slot);
            slot.Stamp = stamp;
            slot.Sequence = ++_sequence;
            slot.State = RecordedSlotState.Requested;
            return true;
        }

        public bool TryFetch(Span<float> destination, out FrameStamp stamp, out int skipped)
        {
            stamp = default;
            skipped = 0;
            if (!IsWorking())
                return false;
            if (destination.Length < Length)
                throw new ArgumentException(
                    $"There is room for {destination.Length} numbers, a picture has {Length}.", nameof(destination));

            RecordedSlot? newest = null;
            foreach (RecordedSlot slot in _slots)
            {
                if (slot.State == RecordedSlotState.Arrived && (newest == null || slot.Sequence > newest.Sequence))
                    newest = slot;
            }

            if (newest == null)
                return false;
            skipped = DropOlderThan(newest);
            newest.Numbers.CopyTo(destination);
            stamp = newest.Stamp;

            // The engine runs the commands when it likes, and tells nobody how long that took.
            LastEncode = new EncodeTime(double.NaN, double.NaN);
            newest.State = RecordedSlotState.Free;
            return true;
        }

        public void Dispose()
        {
            if (_disposed)
                return;
            _disposed = true;

            // No later frame brings an answer, so that one has to wait for it here. Without a device there is nobody to wait for.
            if (EngineRun.IsEnding && InFlight > 0 && SystemInfo.graphicsDeviceType != GraphicsDeviceType.Null)
                AsyncGPUReadback.WaitAllRequests();
            bool isLate = EngineRun.IsEnding || _run != EngineRun.Number;
            foreach (RecordedSlot slot in _slots)
            {
                if (slot.State == RecordedSlotState.Requested && !isLate)
                    slot.Abandon();
                else
                    Release(slot);
            }

            ReleaseShared();
        }

        /// <summary>Records the encoding of a picture, with the slot's answer at the end.</summary>
        protected abstract void Record(CommandBuffer commands, in RecordedSource source, RecordedSlot slot);

        /// <summary>Why a picture can never be encoded, as a sentence to show, or null where it can.</summary>
        protected abstract string? FindFault(in RecordedSource source);

        /// <summary>Makes one slot.</summary>
        protected abstract RecordedSlot CreateSlot();

        /// <summary>Frees a slot that no answer is to come for.</summary>
        protected virtual void Release(RecordedSlot slot) => slot.Release();

        /// <summary>Frees what belongs to no slot, as soon as no slot needs it.</summary>
        protected abstract void ReleaseShared();

        /// <summary>Makes the slots.</summary>
        protected void Fill()
        {
            for (int i = 0; i < _slots.Length; i++)
                _slots[i] = CreateSlot();
        }

        /// <summary>Tells what went wrong; any thread.</summary>
        protected void Fail(string message) => _failure = $"{_name}: {message}";

        private static bool IsInside(in RecordedSource source) =>
            source.X >= 0 && source.Y >= 0 && source.Width >= 1 && source.Height >= 1
            && source.X <= source.TargetSize.x - source.Width && source.Y <= source.TargetSize.y - source.Height;

        private bool IsWorking()
        {
            if (_disposed || _failure != null)
                return false;
            if (_run != EngineRun.Number)
                Fail("the engine that this encoder was made on has ended. Disable and enable the component to start anew.");
            return _failure == null;
        }

        // Answers come in the order of the commands: one that is still missing belongs to commands that were never run.
        private int DropOlderThan(RecordedSlot newest)
        {
            int skipped = 0;
            for (int i = 0; i < _slots.Length; i++)
            {
                RecordedSlot slot = _slots[i];
                if (slot.Sequence >= newest.Sequence)
                    continue;
                if (slot.State == RecordedSlotState.Arrived)
                {
                    slot.State = RecordedSlotState.Free;
                    skipped++;
                }
                else if (slot.State == RecordedSlotState.Requested)
                {
                    _lost += slot.Lost + 1;
                    slot.Abandon();
                    _slots[i] = CreateSlot();
                }
            }

            return skipped;
        }
    }
}
