using System.Collections.Generic;
using Saccade.Files;
using Saccade.Training.Evaluation;
using Saccade.Training.Reports.Charts;

namespace Saccade.Training.Reports
{
    /// <summary>What is told of an evaluation, whether pictures show one class or several.</summary>
    internal abstract record EvaluationReport
    {
        /// <summary>The model folder's name.</summary>
        internal required string Model { get; init; }

        /// <summary>The data set's folder.</summary>
        internal required string Data { get; init; }

        /// <summary>The pictures, and what the model's run had them for.</summary>
        internal required JudgedPictures Judged { get; init; }

        /// <summary>What computed.</summary>
        internal required string Backend { get; init; }

        /// <summary>The worst mistakes, the worst first.</summary>
        internal required IReadOnlyList<Mistake> Mistakes { get; init; }

        /// <summary>How the model was trained; empty where its folder doesn't say.</summary>
        internal required IReadOnlyList<RunLog.EpochLine> Epochs { get; init; }

        /// <summary>Number of pictures.</summary>
        internal abstract int Pictures { get; }

        /// <summary>How good the model is.</summary>
        internal abstract EvaluationFigure[] Figures { get; }

        /// <summary>How good another model is, where there is one that knows the same classes.</summary>
        internal abstract EvaluationFigure[]? FiguresBefore { get; }
    }
}
