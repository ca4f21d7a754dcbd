using System.Collections.Generic;
using System.Linq;
using Saccade.Training.Evaluation;

namespace Saccade.Training.Reports
{
    /// <summary>The numbers of an evaluation: the one list that files, pages, model cards and the command line are made from.</summary>
    internal static class EvaluationFigures
    {
        // Among five classes or fewer the true one always is.
        private const int Top = 5;

        /// <summary>All that is known of a whole evaluation.</summary>
        internal static EvaluationFigure[] List(EvaluationResult result) => List(result.Loss, result.Confusion, result);

        /// <summary>All that is known, in the order in which it is shown.</summary>
        /// <param name="loss">Mean cross entropy, in nats.</param>
        /// <param name="confusion">What was taken for what.</param>
        /// <param name="result">What the model made of each picture; null where nobody kept it.</param>
        internal static EvaluationFigure[] List(double loss, ConfusionMatrix confusion, EvaluationResult? result = null)
        {
            var lossName = result is { HasIndependentClasses: true } ? "binary cross-entropy loss" : "cross-entropy loss";
            EvaluationFigure?[] figures =
            [
                new("accuracy", "accuracy", confusion.Accuracy) { Word = "accuracy", CardType = "accuracy" },
                new("macroAccuracy", "macro accuracy", confusion.MacroAccuracy) { Word = "macro", CardType = "accuracy" },
                result is null || result.Labels.Count <= Top
                    ? null
                    : new("top5Accuracy", "among the first five", result.GetTopAccuracy(Top)) { Word = "top-5" },
                result is null ? null : new("macroPrecision", "macro precision", result.MacroPrecision) { IsOnPage = false },
                result is null ? null : new("macroF1", "macro F1", result.MacroF1),
                new("loss", lossName, loss) { Word = "loss", CardType = "loss", IsShare = false },
                result is null
                    ? null
                    : new("expectedCalibrationError", "expected calibration error", result.Calibration.ExpectedError)
                    {
                        Word = "calibration error",
                    },
            ];
            return figures.OfType<EvaluationFigure>().ToArray();
        }

        /// <summary>The same where pictures may show several classes.</summary>
        /// <param name="loss">Mean binary cross entropy, in nats.</param>
        /// <param name="scores">What is true and what was said.</param>
        /// <param name="thresholds">From which probability on a class counts as shown, [C].</param>
        internal static EvaluationFigure[] List(double loss, MultiLabelScores scores, IReadOnlyList<double> thresholds) =>
            [
                new("meanAveragePrecision", "mean average precision", scores.MeanAveragePrecision)
                {
                    Word = "mAP",
                    CardType = "average_precision",
                },
                new("macroF1", "macro F1", scores.GetMacroF1(thresholds)) { Word = "macro F1", CardType = "f1" },
                new("microF1", "micro F1", scores.GetMicroF1(thresholds)) { Word = "micro F1", CardType = "f1" },
                new("samplesF1", "samples F1", scores.GetSamplesF1(thresholds)) { Word = "samples F1", CardType = "f1" },
                new("exactShare", "all classes right", scores.GetExactShare(thresholds)) { Word = "all right", CardType = "accuracy" },
                new("macroRocAuc", "macro ROC AUC", scores.MacroRocAuc) { CardType = "roc_auc" },
                new("loss", "binary cross-entropy loss", loss) { Word = "loss", CardType = "loss", IsShare = false },
            ];
    }
}
