using System;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Rendering
{
    /// <summary>What stands behind an <see cref="AsyncGPUReadbackRequest"/>.</summary>
    internal sealed class TextureReadback
    {
        private readonly PixelReadback? _copy;
        private readonly Action<AsyncGPUReadbackRequest>? _callback;
        private byte[]? _pixels;

        private TextureReadback(PixelReadback? copy, int width, int height, TextureLayout layout, Action<AsyncGPUReadbackRequest>? callback)
        {
            _copy = copy;
            _callback = callback;
            Width = width;
            Height = height;
            Bytes = width * height * layout.BytesPerPixel;
        }

        internal int Width { get; }

        internal int Height { get; }

        internal int Bytes { get; }

        internal bool IsDone { get; private set; }

        internal bool HasError { get; private set; }

        /// <summary>The pixels, bottom row first; null before they have arrived, and from the end of the frame they arrived in.</summary>
        internal byte[]? Pixels => _pixels;

        internal static TextureReadback Begin(
            Texture source, int level, TextureLayout layout, Action<AsyncGPUReadbackRequest>? callback)
        {
            GraphicsDevice device = GraphicsDevice.Current;
            int width = Math.Max(1, source.width >> level);
            int height = Math.Max(1, source.height >> level);
            PixelReadback copy = new PixelReadback(device);
            if (source is RenderTexture target)
            {
                copy.Begin(target.RequireTarget(), layout);
            }
            else
            {
                copy.Begin(source.RequireGpu(), level, width, height, layout);
            }

            return new TextureReadback(copy, width, height, layout, callback);
        }

        /// <summary>Ends the request if its copy has arrived.</summary>
        /// <returns>Whether it has ended, now or before.</returns>
        internal bool TryEnd()
        {
            if (!IsDone && _copy!.IsReady)
            {
                _pixels = new byte[Bytes];
                _copy.CopyTo(_pixels);
                End();
            }

            return IsDone;
        }

        internal void Wait()
        {
            if (!IsDone)
            {
                _copy!.Wait();
                TryEnd();
            }
        }

        /// <summary>Ends the request without pixels: its engine ends.</summary>
        internal void Fail()
        {
            HasError = true;
            End();
        }

        internal void ForgetPixels() => _pixels = null;

        private void End()
        {
            IsDone = true;
            _copy?.Release();
            if (_callback is not null)
            {
                Guard.Run((Action)(() => _callback(new AsyncGPUReadbackRequest(this))));
            }
        }
    }
}
