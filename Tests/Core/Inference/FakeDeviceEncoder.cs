using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Saccade.Capture;

namespace Saccade.Core.Tests.Inference
{
    /// <summary>An encoder that leaves its pictures on a made-up card: a picture's pointer is its frame's number.</summary>
    internal sealed class FakeDeviceEncoder : IFrameEncoder<CaptureSource>, IDeviceFrames
    {
        private readonly Queue<FrameStamp> _arrived = new();
        private int _slot;

        public int Length => 4;

        public int Capacity => 8;

        public int InFlight => _arrived.Count;

        public string? Failure => null;

        public long Lost => 0;

        public EncodeTime LastEncode => default;

        public string? SharingFailure { get; set; }

        public bool IsShared { get; private set; }

        /// <summary>Slots that were given out and not given back.</summary>
        public ConcurrentDictionary<int, bool> Held { get; } = new();

        public bool TryEncode(in CaptureSource source, in FrameStamp stamp)
        {
            _arrived.Enqueue(stamp);
            return true;
        }

        public bool TryFetch(Span<float> destination, out FrameStamp stamp, out int skipped)
        {
            (stamp, skipped) = (default, 0);
            if (SharingFailure == null || !_arrived.TryDequeue(out stamp))
            {
                return false;
            }

            destination.Fill(stamp.Frame);
            return true;
        }

        public void ShareWithCuda(int device) => IsShared = true;

        public bool TryHold(out DeviceFrame frame, out int skipped)
        {
            (frame, skipped) = (default, 0);
            if (SharingFailure != null || !_arrived.TryDequeue(out var stamp))
            {
                return false;
            }

            Held[++_slot] = true;
            frame = new DeviceFrame((IntPtr)(int)stamp.Frame, stamp, _slot);
            return true;
        }

        public void Release(int slot)
        {
            if (!Held.TryRemove(slot, out _))
            {
                throw new InvalidOperationException($"Slot {slot} is not held.");
            }
        }

        public void Dispose()
        {
        }
    }
}
