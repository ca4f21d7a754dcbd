using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using SkiaSharp;

namespace Saccade.Host.Editor.Session
{
    /// <summary>
    /// Makes JPEG pictures of frames on a thread of its own. It holds one frame at a time: while it is busy the engine gives it none, so
    /// that what is shown is never older than one picture's work.
    /// </summary>
    internal sealed class FrameEncoder : IDisposable
    {
        private const int JpegQuality = 85;

        private readonly int _width;
        private readonly int _height;
        private readonly byte[] _bottomUp;
        private readonly byte[] _topDown;
        private readonly SemaphoreSlim _given = new(0);
        private readonly Thread _thread;
        private TaskCompletionSource<byte[]> _next = NewSource();
        private volatile bool _isBusy;
        private volatile bool _isStopping;

        internal FrameEncoder(int width, int height)
        {
            _width = width;
            _height = height;
            _bottomUp = new byte[width * height * 4];
            _topDown = new byte[_bottomUp.Length];
            _thread = new Thread(Run) { IsBackground = true, Name = "Frame encoder" };
            _thread.Start();
        }

        /// <summary>Whether a frame may be given: the last one is done with.</summary>
        internal bool IsFree => !_isBusy;

        /// <summary>Where the next frame's pixels go, red, green, blue and alpha, bottom row first, before <see cref="Encode"/>.</summary>
        internal Span<byte> Pixels => _bottomUp;

        /// <summary>The next picture to be finished.</summary>
        internal Task<byte[]> Next => Volatile.Read(ref _next).Task;

        /// <summary>Begins to encode <see cref="Pixels"/>.</summary>
        internal void Encode()
        {
            _isBusy = true;
            _given.Release();
        }

        /// <summary>Stops, and ends every wait for a picture.</summary>
        public void Dispose()
        {
            _isStopping = true;
            _given.Release();
            _thread.Join();
            _given.Dispose();
            Volatile.Read(ref _next).TrySetCanceled();
        }

        private static TaskCompletionSource<byte[]> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

        private void Run()
        {
            while (true)
            {
                _given.Wait();
                if (_isStopping)
                {
                    return;
                }

                var jpeg = ToJpeg();
                // Free before anybody hears of the picture, so that whoever waits for the next one gets a newer frame.
                _isBusy = false;
                if (jpeg != null)
                {
                    Interlocked.Exchange(ref _next, NewSource()).SetResult(jpeg);
                }
            }
        }

        // Null if there was no memory for it: that frame is not seen, the next may be.
        private byte[]? ToJpeg()
        {
            var row = _width * 4;
            for (var y = 0; y < _height; y++)
            {
                _bottomUp.AsSpan(y * row, row).CopyTo(_topDown.AsSpan((_height - 1 - y) * row));
            }

            var pinned = GCHandle.Alloc(_topDown, GCHandleType.Pinned);
            try
            {
                using SKPixmap pixels =
                    new(new SKImageInfo(_width, _height, SKColorType.Rgba8888, SKAlphaType.Opaque), pinned.AddrOfPinnedObject());
                using var data = pixels.Encode(SKEncodedImageFormat.Jpeg, JpegQuality);
                return data?.ToArray();
            }
            finally
            {
                pinned.Free();
            }
        }
    }
}
