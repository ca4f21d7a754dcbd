using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Rendering
{
    /// <summary>The requests for data that are under way, in the order in which they were made and are answered.</summary>
    internal sealed class ReadbackQueue
    {
        private readonly GraphicsDevice _device;
        private readonly List<GpuReadback> _waiting = [];
        private readonly List<GpuReadback> _ended = [];
        private readonly Stack<GpuReadback> _idle = new Stack<GpuReadback>();

        internal ReadbackQueue(GraphicsDevice device)
        {
            _device = device;
        }

        /// <summary>Begins to copy one level of a texture, into a script's memory if some is given.</summary>
        internal GpuReadback Begin(
            Texture source,
            int level,
            TextureLayout layout,
            NativeStorage? into,
            Action<AsyncGPUReadbackRequest>? callback)
        {
            var readback = Take();
            try
            {
                readback.Begin(source, level, layout, into, callback);
            }
            catch
            {
                _idle.Push(readback);
                throw;
            }

            _waiting.Add(readback);
            return readback;
        }

        /// <summary>Begins to copy a part of a buffer, into a script's memory if some is given.</summary>
        internal GpuReadback Begin(
            GpuBuffer source,
            int offset,
            int bytes,
            NativeStorage? into,
            Action<AsyncGPUReadbackRequest>? callback)
        {
            var readback = Take();
            try
            {
                readback.Begin(source, offset, bytes, into, callback);
            }
            catch
            {
                _idle.Push(readback);
                throw;
            }

            _waiting.Add(readback);
            return readback;
        }

        /// <summary>Answers what has arrived and forgets what was answered a frame ago. Never waits.</summary>
        internal void Deliver()
        {
            foreach (var readback in _ended)
            {
                readback.Forget();
                _idle.Push(readback);
            }

            _ended.Clear();
            // What a callback asks for is appended and comes with a later frame, even if the device is that fast.
            for (var left = _waiting.Count; left > 0 && _waiting.Count > 0; left--)
            {
                var readback = _waiting[0];
                if (!readback.TryEnd())
                {
                    return;
                }

                MoveToEnded(readback);
            }
        }

        internal void WaitForAll()
        {
            while (_waiting.Count > 0)
            {
                var readback = _waiting[0];
                readback.Wait();
                MoveToEnded(readback);
            }
        }

        /// <summary>Ends, unheard, what would reach scripts that are about to go.</summary>
        /// <returns>How many requests there were.</returns>
        internal int EndUnheard(ScriptDomain domain)
        {
            var reaching = _waiting.FindAll(readback => !readback.IsDone && readback.ReachesInto(domain));
            foreach (var readback in reaching)
            {
                readback.EndUnheard();
                MoveToEnded(readback);
            }

            return reaching.Count;
        }

        internal void FailAll()
        {
            // What a callback asks for now goes with the device, unanswered: it would ask forever.
            GpuReadback[] waiting = [.. _waiting];
            _waiting.Clear();
            foreach (var readback in waiting)
            {
                if (!readback.IsDone)
                {
                    readback.Fail();
                }
            }
        }

        private GpuReadback Take() => _idle.TryPop(out var idle) ? idle : new GpuReadback(_device);

        private void MoveToEnded(GpuReadback readback)
        {
            _waiting.Remove(readback);
            _ended.Add(readback);
        }
    }
}
