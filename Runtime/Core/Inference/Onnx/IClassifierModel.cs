using System;
using Saccade.Capture;

namespace Saccade.Inference.Onnx
{
    /// <summary>A loaded model with buffers for a few pictures. Used by one thread at a time.</summary>
    internal interface IClassifierModel : IDisposable
    {
        /// <summary>In which order the model wants a picture's numbers.</summary>
        PixelLayout Layout { get; }

        /// <summary>What it computes with, such as "Cpu".</summary>
        ExecutionProvider Provider { get; }

        /// <summary>What a user should know though it works, such as that another provider had to be taken; or null.</summary>
        string? Notice { get; }

        /// <summary>Pictures that one run may hold: 1 where the model's batch is fixed. It may fall to 1 after a run, never rise.</summary>
        int MaxBatch { get; }

        /// <summary>What a run of one picture took when all was warm, in seconds; 0 where that is not known.</summary>
        double WarmUpSeconds { get; }

        /// <summary>Creates an empty result of the model's shape.</summary>
        Classification CreateResult(int topK);

        /// <summary>Where a picture's numbers go before a run.</summary>
        /// <param name="index">Its place in the batch, 0 to <see cref="MaxBatch"/>-1.</param>
        /// <returns>3·H·W numbers, as <see cref="Layout"/> has them.</returns>
        Span<float> Input(int index);

        /// <summary>Classifies the first pictures of the input.</summary>
        /// <param name="count">How many, 1 to <see cref="MaxBatch"/>.</param>
        /// <returns>False when the model turned out to take one picture only: nothing was computed, and
        /// <see cref="MaxBatch"/> is now 1.</returns>
        bool Run(int count);

        /// <summary>Whether <see cref="RunOnDevice"/> works: the model computes with CUDA.</summary>
        bool TakesDeviceMemory { get; }

        /// <summary>Classifies one picture that lies in the memory of the card that the model computes on.</summary>
        /// <param name="pixels">CUDA's device pointer of 3·H·W floats, as <see cref="Layout"/> has them.</param>
        void RunOnDevice(IntPtr pixels);

        /// <summary>Copies what the last run said of a picture.</summary>
        /// <param name="index">The picture's place in the batch.</param>
        /// <param name="result">Receives probabilities and maps.</param>
        /// <exception cref="InvalidOperationException">The logits are no numbers.</exception>
        void Read(int index, Classification result);

        /// <summary>Asks a run that is under way on another thread to end early; it then throws.</summary>
        void Cancel();
    }
}
