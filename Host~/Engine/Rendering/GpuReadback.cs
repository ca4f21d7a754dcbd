using System;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Rendering
{
    /// <summary>
    /// What stands behind an <see cref="AsyncGPUReadbackRequest"/>. It is used again for another request a frame after it was
    /// answered: the version tells the requests that it stood for apart.
    /// </summary>
    internal sealed class GpuReadback
    {
        private readonly PixelReadback _copy;
        private readonly NativeStorage _own = new NativeStorage();
        private NativeStorage? _into;
        private Action<AsyncGPUReadbackRequest>? _callback;

        internal GpuReadback(GraphicsDevice device)
        {
            _copy = new PixelReadback(device);
        }

        internal int Version { get; private set; }

        internal int Width { get; private set; }

        internal int Height { get; private set; }

        internal int Bytes { get; private set; }

        internal bool IsDone { get; private set; }

        internal bool HasError { get; private set; }

        /// <summary>What was read, of a picture the bottom row first.</summary>
        internal NativeStorage Data => _into ?? _own;

        /// <summary>Begins to copy one level of a texture.</summary>
        internal void Begin(Texture source, int level, TextureLayout layout, NativeStorage? into, Action<AsyncGPUReadbackRequest>? callback)
        {
            Width = Math.Max(1, source.width >> level);
            Height = Math.Max(1, source.height >> level);
            Demand(Width * Height * layout.BytesPerPixel, into);
            if (source is RenderTexture target)
            {
                _copy.Begin(target.RequireTarget(), layout);
            }
            else
            {
                _copy.Begin(source.RequireGpu(), level, Width, Height, layout);
            }

            Begin(into, callback);
        }

        /// <summary>Begins to copy a part of a buffer.</summary>
        internal void Begin(GpuBuffer source, int offset, int bytes, NativeStorage? into, Action<AsyncGPUReadbackRequest>? callback)
        {
            Width = bytes;
            Height = 1;
            Demand(bytes, into);
            _copy.Begin(source, offset, bytes);
            Begin(into, callback);
        }

        /// <summary>Ends the request if its copy has arrived.</summary>
        /// <returns>Whether it has ended, now or before.</returns>
        internal bool TryEnd()
        {
            if (!IsDone && _copy.IsReady)
            {
                if (_into is null)
                {
                    _own.Resize(Bytes);
                }

                _copy.CopyTo(Data.Bytes);
                End();
            }

            return IsDone;
        }

        internal void Wait()
        {
            if (!IsDone)
            {
                _copy.Wait();
                TryEnd();
            }
        }

        /// <summary>Ends the request without data: its engine ends.</summary>
        internal void Fail()
        {
            HasError = true;
            End();
        }

        /// <summary>
        /// Whether the answer would reach scripts that are about to go: it writes into their memory, or calls them.
        /// </summary>
        internal bool ReachesInto(ScriptDomain domain) =>
            _into is not null || (_callback is not null && domain.Owns(_callback.Method.DeclaringType!));

        /// <summary>Lets the copy come to its end and tells nobody.</summary>
        internal void EndUnheard()
        {
            _callback = null;
            _copy.Wait();
            Fail();
        }

        /// <summary>Ends the time in which the answer may be read.</summary>
        internal void Forget()
        {
            _own.Invalidate();
            _into = null;
            _callback = null;
            Version++;
        }

        private void Demand(int bytes, NativeStorage? into)
        {
            if (into is not null && into.Length < bytes)
            {
                throw new ArgumentException(
                    $"AsyncGPUReadback: a NativeArray of {into.Length} bytes given for {bytes} bytes; make it as large as the source.");
            }

            Bytes = bytes;
        }

        private void Begin(NativeStorage? into, Action<AsyncGPUReadbackRequest>? callback)
        {
            IsDone = false;
            HasError = false;
            _callback = callback;
            _into = into;
            if (into is not null)
            {
                into.PendingWrites++;
            }
        }

        private void End()
        {
            IsDone = true;
            if (_into is not null)
            {
                _into.PendingWrites--;
            }

            Guard.Run(_callback, new AsyncGPUReadbackRequest(this));
        }
    }
}
