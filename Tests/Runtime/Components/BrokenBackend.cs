using System;
using Saccade.Capture;
using Saccade.Preprocessing;

namespace Saccade.Runtime.Tests.Components
{
    /// <summary>A way to encode pictures that throws at each.</summary>
    internal sealed class BrokenBackend : ICaptureBackend<RecordedSource>
    {
        public const string Its = "broken";

        public string Name => Its;

        public int Priority => 0;

        public bool IsSupported(out string reason)
        {
            reason = "";
            return true;
        }

        public IFrameEncoder<RecordedSource> CreateEncoder(
            PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity) =>
            new BrokenEncoder(rule, capacity);

        private sealed class BrokenEncoder(PreprocessingRule rule, int capacity) : IFrameEncoder<RecordedSource>
        {
            public int Length => 3 * rule.GetOutputSize(1, 1).Width * rule.GetOutputSize(1, 1).Height;

            public int Capacity => capacity;

            public int InFlight => 0;

            public string? Failure => null;

            public long Lost => 0;

            public EncodeTime LastEncode => default;

            public bool TryEncode(in RecordedSource source, in FrameStamp stamp) => throw new InvalidOperationException("It is broken.");

            public bool TryFetch(Span<float> destination, out FrameStamp stamp, out int skipped)
            {
                stamp = default;
                skipped = 0;
                return false;
            }

            public void Dispose()
            {
            }
        }
    }
}
