using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Files;
using Saccade.Training.Data;
using Saccade.Training.Evaluation;
using Saccade.Training.Inference;
using Saccade.Training.ModelFolders;
using Saccade.Training.Reports;
using Saccade.Training.Reports.Charts;
using Saccade.Training.Reports.Logs;
using Saccade.Training.Reports.Tables;

namespace Saccade.Training.Runs.Judging
{
    /// <summary>The part of an evaluation that is another one where pictures may show several classes.</summary>
    internal static class MultiLabelEvaluation
    {
        /// <summary>Whether a model has to be judged so.</summary>
        /// <param name="model">The model.</param>
        /// <param name="files">The pictures.</param>
        /// <param name="data">Where they come from, for messages.</param>
        /// <exception cref="TrainingException">The pictures may show several classes, but the model names one.</exception>
        internal static bool IsFor(LoadedModel model, IReadOnlyList<LabelledFile> files, string data)
        {
            var isMultiLabel = model.HasIndependentClasses;
            return isMultiLabel || files.All(file => file.Several is null)
                ? isMultiLabel
                : throw new TrainingException(
                    $"{data}: a picture may show several classes, but {model.Directory} names one of each: its {ModelLayout.Config} "
                    + "has no problem_type multi_label_classification. Train a model on such data, or give data with one label a picture.");
        }

        /// <summary>Judges a model.</summary>
        internal static MultiLabelResult Judge(
            EvaluationArguments arguments,
            LoadedModel model,
            IReadOnlyList<LabelledFile> files,
            TextWriter notes,
            CancellationToken cancellation)
        {
            IsFor(model, files, arguments.Data);
            using var outputs = model.Open(text => notes.WriteLine($"{text} ..."));
            return Judge(arguments, model, outputs, files, notes, cancellation);
        }

        /// <summary>Judges a model and shows its worst mistakes.</summary>
        internal static MultiLabelFacts Execute(
            EvaluationArguments arguments,
            LoadedModel model,
            IModelOutputs outputs,
            IReadOnlyList<LabelledFile> files,
            JudgedPictures judged,
            TextWriter notes,
            CancellationToken cancellation)
        {
            var result = Judge(arguments, model, outputs, files, notes, cancellation);
            return new MultiLabelFacts
            {
                Model = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(arguments.Model))),
                Data = arguments.Data,
                Judged = judged,
                Backend = model.Backend,
                Result = result,
                Mistakes = ShowMistakes(result, model, outputs, arguments.Data, cancellation),
                Epochs = TrainingHistory.Read(arguments.Model),
            };
        }

        private static MultiLabelResult Judge(
            EvaluationArguments arguments,
            LoadedModel model,
            IModelOutputs outputs,
            IReadOnlyList<LabelledFile> files,
            TextWriter notes,
            CancellationToken cancellation)
        {
            var progress = EvaluationRun.MakeProgress(model, files.Count, notes);
            var logits = Evaluator.ComputeLogits(model, outputs, files, arguments.BatchSize, progress, cancellation);
            var thresholds = ReadThresholds(model) ?? Enumerable.Repeat(MultiLabelScores.DefaultThreshold, model.Labels.Count).ToArray();
            return new MultiLabelResult(model.Labels, files, logits, thresholds);
        }

        private static IReadOnlyList<double>? ReadThresholds(LoadedModel model)
        {
            var path = Path.Combine(model.Directory, ModelLayout.Config);
            return ThresholdsText.Read(JsonFile.ReadText(path), path, model.Labels.Count);
        }

        private static Mistake[] ShowMistakes(
            MultiLabelResult result, LoadedModel model, IModelOutputs outputs, string data, CancellationToken cancellation)
        {
            var predictor = new Predictor(model, outputs);
            return result.FindMistakes().Take(EvaluationRun.MaxMistakes).Select(picture =>
            {
                cancellation.ThrowIfCancellationRequested();
                var error = result.Scores.FindSurestError(picture, result.Thresholds);
                return new Mistake(
                    MetricsTable.NameFile(data, result.Files[picture].Path),
                    result.Describe(result.Scores.ListTruths(picture)),
                    result.Describe(result.Scores.ListGuesses(picture, result.Thresholds)),
                    error,
                    1 - error,
                    result.GetLoss(picture),
                    MistakesPicture.DrawCard(
                        predictor.Predict(result.Files[picture].Path, 1, OnnxNames.ClassAttention), model.Rule));
            }).ToArray();
        }
    }
}
