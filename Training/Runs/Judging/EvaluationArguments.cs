using Saccade.Training.Evaluation;
using Saccade.Training.Inference;

namespace Saccade.Training.Runs.Judging
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

        /// <summary>Which pictures, see <see cref="JudgedPictures.Choose"/>.</summary>
        internal string? Split { get; init; }

        /// <summary>Whether pictures that the model has learnt from, or may have, are an error.</summary>
        internal bool Strict { get; init; }

        /// <summary>Pictures that are classified at once.</summary>
        internal int BatchSize { get; init; } = 32;

        /// <summary>auto, torch or onnx.</summary>
        internal string Backend { get; init; } = ModelOutputs.Auto;

        /// <summary>Which of the folder's ONNX files; with <see cref="ModelVariant.Auto"/> weights go first.</summary>
        internal ModelVariant Variant { get; init; }

        /// <summary>Another model to compare with, usually the one before training.</summary>
        internal string? Before { get; init; }
    }
}
