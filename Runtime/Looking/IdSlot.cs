using System;
using Saccade.Capture.Encoding;
using Saccade.NewestWins;
using Unity.Collections;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Looking
{
    /// <summary>
    /// The id picture of one frame, from the commands that draw it until its result has come. What comes first waits here for the other:
    /// the picture, or the weights of the result.
    /// </summary>
    internal sealed class IdSlot : RecordedSlot
    {
        private NativeArray<byte> _samples;
        private float[] _weights = Array.Empty<float>();

        /// <summary>Columns of samples.</summary>
        public int Width { get; private set; }

        /// <summary>Rows of samples.</summary>
        public int Height { get; private set; }

        /// <summary>What the numbers stand for: number n is place n-1.</summary>
        public GameObject[] Targets { get; private set; } = Array.Empty<GameObject>();

        /// <summary>[Height, Width, 4] bytes, lowest row first.</summary>
        public ReadOnlySpan<byte> Samples => _samples.AsReadOnlySpan();

        /// <summary>Whether the result has come, and waits for the picture.</summary>
        public bool HasWeights { get; private set; }

        /// <summary>Rows of the result's map.</summary>
        public int GridHeight { get; private set; }

        /// <summary>Columns of the result's map.</summary>
        public int GridWidth { get; private set; }

        /// <summary>[GridHeight, GridWidth], top row first.</summary>
        public ReadOnlySpan<float> Weights => _weights.AsSpan(0, GridHeight * GridWidth);

        /// <inheritdoc/>
        public override ReadOnlySpan<float> Numbers => default;

        /// <summary>Makes room for a picture of a size.</summary>
        public void Prepare(int width, int height)
        {
            var samples = width * height;
            if (_samples.IsCreated && _samples.Length == samples * ShareSum.SampleBytes)
            {
                return;
            }

            ReleaseOwn();
            _samples = new NativeArray<byte>(
                samples * ShareSum.SampleBytes, Allocator.Persistent, NativeArrayOptions.UninitializedMemory);
            if (_weights.Length < samples)
            {
                _weights = new float[samples];
            }
        }

        /// <summary>Records reading the picture.</summary>
        public void Record(CommandBuffer commands, RenderTexture picture, GameObject[] targets)
        {
            Targets = targets;
            HasWeights = false;
            (Width, Height) = (picture.width, picture.height);
            Prepare(Width, Height);
            commands.RequestAsyncReadbackIntoNativeArray(ref _samples, picture, 0, TextureFormat.RGBA32, Answer);
        }

        /// <summary>Keeps a result's weights until the picture comes.</summary>
        public void Keep(ReadOnlySpan<float> weights, int gridHeight, int gridWidth)
        {
            if (_weights.Length < weights.Length)
            {
                _weights = new float[weights.Length];
            }

            weights.CopyTo(_weights);
            (GridHeight, GridWidth, HasWeights) = (gridHeight, gridWidth, true);
        }

        /// <inheritdoc/>
        protected override void ReleaseOwn()
        {
            if (_samples.IsCreated)
            {
                _samples.Dispose();
            }

            _samples = default;
        }

        /// <inheritdoc/>
        protected override void Arrive() => Become(FrameState.Arrived);
    }
}
