using Saccade.Training.Inference;

namespace Saccade.Training.Runs
{
    /// <summary>What to evaluate and where to write it.</summary>
    internal sealed record EvaluationArguments
    {
        /// <summary>The model folder.</summary>
        internal required string Model { get; init; }

        /// <summary>The data set's folder.</summary>
        internal required string Data { get; init; }

        /// <summary>The folder of the reports.</summary>
        internal required string Output { get; init; }

        /// <summary>train, validation or test; null for test where there is one, else validation.</summary>
        internal string? Split { get; init; }

        /// <summary>Pictures that are classified at once.</summary>
        internal int BatchSize { get; init; } = 32;

        /// <summary>auto, torch or onnx.</summary>
        internal string Backend { get; init; } = ModelOutputs.Auto;

        /// <summary>Another model to compare with, usually the one before training.</summary>
        internal string? Before { get; init; }
    }
}
