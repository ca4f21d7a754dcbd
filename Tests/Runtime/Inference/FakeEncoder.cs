using System;
using System.Collections.Generic;
using Saccade.Capture;

namespace Saccade.Runtime.Tests.Inference
{
    /// <summary>An encoder whose pictures arrive when the test says so; a picture is its frame number, repeated.</summary>
    internal sealed class FakeEncoder(int capacity) : IFrameEncoder
    {
        private readonly Queue<long> _inFlight = new();
        private int _arrived;

        public int Length => 4;

        public int Capacity => capacity;

        public int InFlight => _inFlight.Count;

        public string? Failure { get; set; }

        public bool IsDisposed { get; private set; }

        public void Arrive(int frames = 1) => _arrived += frames;

        public bool TryEncode(in CaptureSource source, long frame)
        {
            if (_inFlight.Count == capacity)
                return false;
            _inFlight.Enqueue(frame);
            return true;
        }

        public bool TryFetch(Span<float> destination, out long frame)
        {
            frame = 0;
            if (_arrived == 0 || _inFlight.Count == 0)
                return false;
            _arrived--;
            frame = _inFlight.Dequeue();
            destination.Fill(frame);
            return true;
        }

        public void Dispose() => IsDisposed = true;
    }
}
