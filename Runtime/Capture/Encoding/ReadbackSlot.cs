using System;
using Saccade.NewestWins;
using Unity.Collections;

namespace Saccade.Capture.Encoding
{
    /// <summary>
    /// A place for one frame that is read back whole: a copy of the picture, where that is read to, and what was made of it.
    /// </summary>
    internal sealed class ReadbackSlot : RecordedSlot
    {
        private readonly Action _wake;
        private readonly float[] _numbers;
        private NativeArray<byte> _pixels;

        /// <summary>Makes room for one picture's numbers.</summary>
        /// <param name="length">How many there are.</param>
        /// <param name="wake">Tells the worker that there is something to do.</param>
        public ReadbackSlot(int length, Action wake)
        {
            _numbers = new float[length];
            _wake = wake;
        }

        /// <summary>The copy of the picture. Of the main thread.</summary>
        public PictureCopy Copy { get; } = new PictureCopy();

        /// <summary>Width of the picture in pixels.</summary>
        public int Width { get; private set; }

        /// <summary>Height of the picture in pixels.</summary>
        public int Height { get; private set; }

        /// <summary>Whether the first row that was read is the picture's lowest.</summary>
        public bool IsBottomUp { get; private set; }

        /// <summary>Where the picture is read to: [height, width, 4] levels, rows as in the copy.</summary>
        public ref NativeArray<byte> Pixels => ref _pixels;

        /// <inheritdoc/>
        public override ReadOnlySpan<float> Numbers => _numbers;

        /// <summary>Where the worker writes what it makes of the picture.</summary>
        public Span<float> Output => _numbers;

        /// <summary>Makes room for a picture of a size.</summary>
        public void Prepare(in RecordedSource source)
        {
            (Width, Height, IsBottomUp) = (source.Width, source.Height, source.IsBottomUp);
            var bytes = checked(source.Width * source.Height * 4);
            if (_pixels.IsCreated && _pixels.Length == bytes)
            {
                return;
            }

            ReleasePixels();
            _pixels = new NativeArray<byte>(bytes, Allocator.Persistent, NativeArrayOptions.UninitializedMemory);
        }

        /// <inheritdoc/>
        protected override void ReleaseOwn()
        {
            Copy.Release();
            ReleasePixels();
        }

        /// <summary>Frees where pictures are read to. Any thread, as long as no other uses it.</summary>
        public void ReleasePixels()
        {
            if (_pixels.IsCreated)
            {
                _pixels.Dispose();
            }

            _pixels = default;
        }

        /// <inheritdoc/>
        protected override void Arrive()
        {
            Become(FrameState.Working);
            _wake();
        }
    }
}
