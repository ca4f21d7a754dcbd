using System;
using System.Collections.Generic;
using Saccade.Capture;

namespace Saccade.Core.Tests.Inference
{
    /// <summary>An encoder whose pictures arrive when the test says so; a picture is its frame number, repeated.</summary>
    internal sealed class FakeEncoder(int capacity) : IFrameEncoder<CaptureSource>
    {
        private readonly Queue<FrameStamp> _inFlight = new();
        private int _arrived;

        public int Length => 4;

        public int Capacity => capacity;

        public int InFlight => _inFlight.Count;

        public string? Failure { get; set; }

        public bool IsDisposed { get; private set; }

        public long Lost { get; private set; }

        public EncodeTime LastEncode { get; set; }

        public void Arrive(int frames = 1) => _arrived += frames;

        /// <summary>The oldest picture on its way is lost.</summary>
        public void Lose()
        {
            _inFlight.Dequeue();
            Lost++;
        }

        public bool TryEncode(in CaptureSource source, in FrameStamp stamp)
        {
            if (_inFlight.Count == capacity)
            {
                return false;
            }

            _inFlight.Enqueue(stamp);
            return true;
        }

        public bool TryFetch(Span<float> destination, out FrameStamp stamp, out int skipped)
        {
            stamp = default;
            skipped = -1;
            for (; _arrived > 0 && _inFlight.Count > 0; _arrived--, skipped++)
            {
                stamp = _inFlight.Dequeue();
            }

            if (skipped < 0)
            {
                skipped = 0;
                return false;
            }

            destination.Fill(stamp.Frame);
            return true;
        }

        public void Dispose() => IsDisposed = true;
    }
}
