using Saccade.Training.Evaluation;

namespace Saccade.Training.Reports
{
    /// <summary>All that the files of an evaluation are made of, where each picture shows one class.</summary>
    internal sealed record EvaluationFacts : EvaluationReport
    {
        internal required EvaluationResult Result { get; init; }

        /// <summary>The picture of two models' guesses, where there is another one to compare with.</summary>
        internal byte[]? BeforeAfter { get; init; }

        /// <summary>The numbers of that other model, where it knows the same classes.</summary>
        internal EvaluationResult? Before { get; init; }

        internal override int Pictures => Result.Files.Count;

        internal override EvaluationFigure[] Figures => EvaluationFigures.List(Result);

        internal override EvaluationFigure[]? FiguresBefore => Before is null ? null : EvaluationFigures.List(Before);
    }
}
