using System;
using Saccade.NewestWins;
using Unity.Collections;
using UnityEngine;

namespace Saccade.Capture.Encoding
{
    /// <summary>A place for one frame that the compute shader encodes: where it writes, and where that is read to.</summary>
    internal sealed class ComputeSlot : RecordedSlot
    {
        private NativeArray<float> _numbers;
        private bool _isReleased;

        /// <summary>Makes room for one picture.</summary>
        /// <param name="length">Its numbers.</param>
        public ComputeSlot(int length)
        {
            Result = new ComputeBuffer(length, sizeof(float));
            _numbers = new NativeArray<float>(length, Allocator.Persistent, NativeArrayOptions.UninitializedMemory);
        }

        /// <summary>Where the shader writes.</summary>
        public ComputeBuffer Result { get; }

        /// <summary>Where <see cref="Result"/> is read to.</summary>
        public ref NativeArray<float> Target => ref _numbers;

        /// <summary>What the frame on its way uses.</summary>
        public ComputePlan? Plan { get; set; }

        /// <inheritdoc/>
        public override ReadOnlySpan<float> Numbers => _numbers.AsReadOnlySpan();

        /// <inheritdoc/>
        protected override void ReleaseOwn()
        {
            if (_isReleased)
            {
                return;
            }

            _isReleased = true;
            End();
            Result.Release();
            _numbers.Dispose();
        }

        /// <inheritdoc/>
        protected override void End()
        {
            Plan?.Return();
            Plan = null;
        }

        /// <inheritdoc/>
        protected override void Arrive() => Become(FrameState.Arrived);
    }
}
