using Saccade.Training.Evaluation;

namespace Saccade.Training.Reports
{
    /// <summary>All that the files of an evaluation are made of, where pictures may show several classes.</summary>
    internal sealed record MultiLabelFacts : EvaluationReport
    {
        internal required MultiLabelResult Result { get; init; }

        /// <summary>The numbers of another model, where there is one to compare with.</summary>
        internal MultiLabelResult? Before { get; init; }

        internal override int Pictures => Result.Files.Count;

        internal override EvaluationFigure[] Figures => List(Result);

        internal override EvaluationFigure[]? FiguresBefore => Before is null ? null : List(Before);

        private static EvaluationFigure[] List(MultiLabelResult result) =>
            EvaluationFigures.List(result.Loss, result.Scores, result.Thresholds);
    }
}
