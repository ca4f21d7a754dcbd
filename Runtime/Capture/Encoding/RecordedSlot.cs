using System;
using Saccade.NewestWins;
using UnityEngine.Rendering;

namespace Saccade.Capture.Encoding
{
    /// <summary>
    /// A place for one frame on its way through a command buffer and an asynchronous read. It owns what the read writes into, and
    /// outlives its encoder where an answer is still to come.
    /// </summary>
    internal abstract class RecordedSlot : FrameSlot
    {
        private bool _isAbandoned;

        protected RecordedSlot()
        {
            // One delegate for all frames: a new one each time would be garbage.
            Answer = Receive;
        }

        /// <summary>What the asynchronous read calls, on the main thread.</summary>
        public Action<AsyncGPUReadbackRequest> Answer { get; }

        /// <summary>Reads that failed here.</summary>
        public long Lost { get; private set; }

        /// <summary>The encoded picture, once it has arrived.</summary>
        public abstract ReadOnlySpan<float> Numbers { get; }

        /// <summary>Gives the slot up; it frees itself when its answer has come.</summary>
        public void Abandon()
        {
            _isAbandoned = true;
            EngineRun.Keep(this);
        }

        /// <summary>Frees the slot and what it owns; an answer that comes yet is not heard.</summary>
        public void Release()
        {
            Become(FrameState.Free);
            ReleaseOwn();
        }

        /// <summary>Frees what the slot owns. A second call changes nothing.</summary>
        protected abstract void ReleaseOwn();

        /// <summary>Told that the answer has come, and what the commands used can be used otherwise.</summary>
        protected virtual void End()
        {
        }

        /// <summary>Told that the answer is there to be read.</summary>
        protected abstract void Arrive();

        private void Receive(AsyncGPUReadbackRequest request)
        {
            // When the engine ends, a slot is freed without its answer.
            if (State != FrameState.Requested)
            {
                return;
            }

            End();
            if (_isAbandoned)
            {
                EngineRun.Forget(this);
                Release();
            }
            else if (request.hasError)
            {
                Lost++;
                Become(FrameState.Free);
            }
            else
            {
                Arrive();
            }
        }
    }
}
