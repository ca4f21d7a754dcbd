using System.Collections.Generic;
using Saccade.Files;
using Saccade.Training.Evaluation;
using Saccade.Training.Reports.Charts;

namespace Saccade.Training.Reports
{
    /// <summary>All that the files of an evaluation are made of.</summary>
    internal sealed record EvaluationFacts
    {
        /// <summary>The model folder's name.</summary>
        internal required string Model { get; init; }

        /// <summary>The data set's folder.</summary>
        internal required string Data { get; init; }

        /// <summary>The pictures, and what the model's run had them for.</summary>
        internal required JudgedPictures Judged { get; init; }

        /// <summary>What computed.</summary>
        internal required string Backend { get; init; }

        internal required EvaluationResult Result { get; init; }

        /// <summary>The worst mistakes, the worst first.</summary>
        internal required IReadOnlyList<Mistake> Mistakes { get; init; }

        /// <summary>How the model was trained; empty where its folder doesn't say.</summary>
        internal required IReadOnlyList<RunLog.EpochLine> Epochs { get; init; }

        /// <summary>The picture of two models' guesses, where there is another one to compare with.</summary>
        internal byte[]? BeforeAfter { get; init; }

        /// <summary>The numbers of that other model, where it knows the same classes.</summary>
        internal EvaluationResult? Before { get; init; }
    }
}
