using System;

namespace Saccade.Inference
{
    /// <summary>A loaded model with buffers for one picture. Used by one thread at a time.</summary>
    internal interface IClassifierModel : IDisposable
    {
        /// <summary>Creates an empty result of the model's shape.</summary>
        Classification CreateResult(int topK);

        /// <summary>Classifies one picture.</summary>
        /// <param name="input">3·H·W numbers, as the model's input asks.</param>
        /// <param name="result">Receives probabilities and attention.</param>
        /// <exception cref="InvalidOperationException">The model failed, or its logits are no numbers.</exception>
        void Run(ReadOnlySpan<float> input, Classification result);

        /// <summary>Asks a run that is under way on another thread to end early; it then throws.</summary>
        void Cancel();
    }
}
