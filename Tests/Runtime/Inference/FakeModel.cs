using System;
using Saccade.Inference;

namespace Saccade.Runtime.Tests.Inference
{
    /// <summary>A model of two classes that says "even" or "odd" of the first number of its input.</summary>
    internal sealed class FakeModel : IClassifierModel
    {
        private static readonly string[] Labels = ["even", "odd"];

        public Action? WhenRun { get; set; }

        public bool IsCancelled { get; private set; }

        public bool IsDisposed { get; private set; }

        public Classification CreateResult(int topK) => new(Labels, topK, null);

        public void Run(ReadOnlySpan<float> input, Classification result)
        {
            WhenRun?.Invoke();
            bool odd = (long)input[0] % 2 == 1;
            result.SetLogits([odd ? 0f : 5f, odd ? 5f : 0f]);
        }

        public void Cancel() => IsCancelled = true;

        public void Dispose() => IsDisposed = true;
    }
}
