using System;
using System.IO;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing.Processors.Quantization;

namespace Saccade.Host.Tooling
{
    /// <summary>Writes a moving picture that opens everywhere. Nothing appears under the path before <see cref="Complete"/>.</summary>
    public sealed class AnimatedGif : IDisposable
    {
        private const int MillisecondsPerUnit = 10;

        private readonly AtomicFile _file;
        private readonly int _delay;
        private Image<Rgba32>? _frames;

        /// <summary>Begins a file beside <paramref name="path"/>.</summary>
        /// <param name="path">Where the animation goes; its folder is made if missing, an existing file is replaced.</param>
        /// <param name="delayMilliseconds">20 to 655350 for each frame, in steps of 10: browsers slow down what is faster.</param>
        /// <exception cref="ArgumentOutOfRangeException">The delay is out of range.</exception>
        /// <exception cref="HostException">The file can't be written.</exception>
        public AnimatedGif(string path, int delayMilliseconds)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(delayMilliseconds, 2 * MillisecondsPerUnit);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(delayMilliseconds, ushort.MaxValue * MillisecondsPerUnit);
            ArgumentOutOfRangeException.ThrowIfNotEqual(delayMilliseconds % MillisecondsPerUnit, 0, nameof(delayMilliseconds));
            _delay = delayMilliseconds / MillisecondsPerUnit;
            _file = AtomicFile.Create(path);
        }

        /// <summary>Appends a frame; its alpha channel is left out.</summary>
        /// <param name="frame">A picture of the first one's size.</param>
        /// <exception cref="ArgumentException">The frame's size differs from the first one's.</exception>
        public void Add(Picture frame)
        {
            ArgumentNullException.ThrowIfNull(frame);
            using var image = Image.LoadPixelData<Rgba32>(frame.Rgba, frame.Width, frame.Height);
            image.ProcessPixelRows(rows =>
            {
                for (var y = 0; y < rows.Height; y++)
                {
                    foreach (ref var pixel in rows.GetRowSpan(y))
                    {
                        pixel.A = byte.MaxValue;
                    }
                }
            });
            if (_frames == null)
            {
                _frames = image.Clone();
            }
            else if (image.Size() == _frames.Size())
            {
                _frames.Frames.AddFrame(image.Frames.RootFrame);
            }
            else
            {
                throw new ArgumentException(
                    $"AnimatedGif: frame {_frames.Frames.Count} is {image.Width}x{image.Height}, "
                    + $"the first was {_frames.Width}x{_frames.Height}.",
                    nameof(frame));
            }

            _frames.Frames[^1].Metadata.GetGifMetadata().FrameDelay = _delay;
        }

        /// <summary>Ends the file, which plays without end, and moves it to its path.</summary>
        /// <exception cref="InvalidOperationException">No frame was added.</exception>
        /// <exception cref="HostException">The file can't be written.</exception>
        public void Complete()
        {
            if (_frames == null)
            {
                throw new InvalidOperationException("AnimatedGif: an animation needs at least one frame.");
            }

            _frames.Metadata.GetGifMetadata().RepeatCount = 0;
            using MemoryStream gif = new();

            // A palette for each frame, and no dither: its noise would move from frame to frame, and cost half of the file.
            _frames.SaveAsGif(gif, new GifEncoder
            {
                ColorTableMode = GifColorTableMode.Local,
                Quantizer = new WuQuantizer(new QuantizerOptions { Dither = null }),
            });
            _file.Write(gif.GetBuffer().AsSpan(0, (int)gif.Length));
            _file.Commit();
        }

        /// <summary>Gives the file up where it is not complete.</summary>
        public void Dispose()
        {
            _frames?.Dispose();
            _file.Dispose();
        }
    }
}
