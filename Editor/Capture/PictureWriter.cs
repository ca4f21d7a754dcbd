using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using UnityEngine;
using UnityEngine.Experimental.Rendering;

namespace Saccade.Editor.Capture
{
    /// <summary>
    /// Encodes pictures and writes them, one after the other in the order they came, off the main thread. After a failure nothing more
    /// is written: the index stays the beginning of the plan.
    /// </summary>
    internal sealed class PictureWriter
    {
        private readonly string _folder;
        private readonly DatasetIndex _index;
        private readonly Action<string, byte[]> _write;
        private readonly object _gate = new object();
        private readonly Queue<CapturedPicture> _waiting = new Queue<CapturedPicture>();
        private readonly Queue<CapturedPicture> _written = new Queue<CapturedPicture>();
        private Task _work = Task.CompletedTask;
        private bool _isBusy;
        private Exception? _failure;

        public PictureWriter(string folder, DatasetIndex index, Action<string, byte[]> write)
        {
            _folder = folder;
            _index = index;
            _write = write;
        }

        /// <summary>How many pictures are not in their files yet, lost ones included.</summary>
        public int Waiting
        {
            get
            {
                lock (_gate)
                {
                    return _waiting.Count + (_isBusy ? 1 : 0);
                }
            }
        }

        /// <summary>Why nothing is written any more; null while all is well.</summary>
        public Exception? Failure
        {
            get
            {
                lock (_gate)
                {
                    return _failure;
                }
            }
        }

        public void Add(CapturedPicture picture)
        {
            lock (_gate)
            {
                if (_failure != null)
                {
                    return;
                }

                _waiting.Enqueue(picture);
                if (_isBusy)
                {
                    return;
                }

                _isBusy = true;
                _work = Task.Run(WriteAll);
            }
        }

        /// <summary>Takes the next picture that was written.</summary>
        public bool TryTakeWritten(out CapturedPicture? picture)
        {
            lock (_gate)
            {
                picture = _written.Count > 0 ? _written.Dequeue() : null;
                return picture != null;
            }
        }

        /// <summary>Waits until everything that was added is written or has failed.</summary>
        public void Flush()
        {
            Task work;
            lock (_gate)
            {
                work = _work;
            }

            work.Wait();
        }

        private void WriteAll()
        {
            while (true)
            {
                CapturedPicture picture;
                lock (_gate)
                {
                    if (_waiting.Count == 0 || _failure != null)
                    {
                        _waiting.Clear();
                        _isBusy = false;
                        return;
                    }

                    picture = _waiting.Dequeue();
                }

                try
                {
                    Write(picture);
                    lock (_gate)
                    {
                        _written.Enqueue(picture);
                    }
                }
#pragma warning disable CA1031 // Whatever it is, it is told where the user looks, not thrown on a thread where nobody does.
                catch (Exception e)
#pragma warning restore CA1031
                {
                    lock (_gate)
                    {
                        _failure = e;
                    }
                }
            }
        }

        private void Write(CapturedPicture picture)
        {
            var line = picture.Line;
            var png = ImageConversion.EncodeArrayToPNG(
                WithoutAlpha(picture.Pixels), GraphicsFormat.R8G8B8_SRGB, (uint)line.Width, (uint)line.Height);
            _write(Path.Combine(_folder, line.File.Replace('/', Path.DirectorySeparatorChar)), png);
            _index.Append(line);
        }

        // The alpha of what a camera rendered is whatever the shaders left there.
        private static byte[] WithoutAlpha(byte[] rgba)
        {
            var rgb = new byte[rgba.Length / 4 * 3];
            for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
            {
                rgb[to] = rgba[from];
                rgb[to + 1] = rgba[from + 1];
                rgb[to + 2] = rgba[from + 2];
            }

            return rgb;
        }
    }
}
