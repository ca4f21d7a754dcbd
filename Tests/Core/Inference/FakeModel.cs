using System;
using System.Collections.Generic;
using Saccade.Capture;
using Saccade.Inference.Onnx;

namespace Saccade.Core.Tests.Inference
{
    /// <summary>A model of two classes that says "even" or "odd" of the first number of its input.</summary>
    internal sealed class FakeModel(int maxBatch = 8) : IClassifierModel
    {
        public static readonly string[] Labels = ["even", "odd"];

        private readonly float[][] _inputs = MakeInputs();

        public Action? WhenRun { get; set; }

        public bool IsCancelled { get; private set; }

        public bool IsDisposed { get; private set; }

        /// <summary>Whether a run of several pictures turns out to be impossible.</summary>
        public bool RefusesBatches { get; set; }

        /// <summary>How many pictures each run held.</summary>
        public List<int> Runs { get; } = new(1000);

        public PixelLayout Layout => PixelLayout.Planes;

        public ExecutionProvider Provider => ExecutionProvider.Cpu;

        public string? Notice => null;

        public bool TakesDeviceMemory { get; init; }

        public double WarmUpSeconds { get; init; }

        /// <summary>Pointers of the pictures that were read from a card's memory.</summary>
        public List<IntPtr> DeviceRuns { get; } = [];

        public int MaxBatch { get; private set; } = maxBatch;

        public Classification CreateResult(int topK) => new(Labels, topK, null);

        public Span<float> Input(int index) => _inputs[index];

        public bool Run(int count)
        {
            WhenRun?.Invoke();
            if (RefusesBatches && count > 1)
            {
                MaxBatch = 1;
                return false;
            }

            Runs.Add(count);
            return true;
        }

        public void RunOnDevice(IntPtr pixels)
        {
            WhenRun?.Invoke();
            DeviceRuns.Add(pixels);
            _inputs[0][0] = (long)pixels;
        }

        public void Read(int index, Classification result)
        {
            var odd = (long)_inputs[index][0] % 2 == 1;
            result.SetLogits([odd ? 0f : 5f, odd ? 5f : 0f]);
        }

        public void Cancel() => IsCancelled = true;

        public void Dispose() => IsDisposed = true;

        private static float[][] MakeInputs()
        {
            var inputs = new float[OnnxModel.MaximumBatch][];
            for (var i = 0; i < inputs.Length; i++)
            {
                inputs[i] = new float[4];
            }

            return inputs;
        }
    }
}
