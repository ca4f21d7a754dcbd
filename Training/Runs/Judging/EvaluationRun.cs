using System;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Files;
using Saccade.Training.Data;
using Saccade.Training.Evaluation;
using Saccade.Training.Inference;
using Saccade.Training.Progress;
using Saccade.Training.Reports;
using Saccade.Training.Reports.Charts;
using Saccade.Training.Reports.Logs;
using Saccade.Training.Reports.Tables;

namespace Saccade.Training.Runs.Judging
{
    /// <summary>An evaluation from the folders it reads to the folder it writes.</summary>
    internal static class EvaluationRun
    {
        internal const int MaxMistakes = 12;

        private const int ComparedPictures = 8;
        private const long ComparisonSeed = 42;

        /// <summary>Evaluates and writes the reports.</summary>
        /// <param name="arguments">What to do.</param>
        /// <param name="notes">Told how it goes.</param>
        /// <param name="cancellation">Stops it; nothing was written then.</param>
        /// <exception cref="TrainingException">The data or the models can't be worked with.</exception>
        internal static EvaluationReport Execute(EvaluationArguments arguments, TextWriter notes, CancellationToken cancellation)
        {
            if (File.Exists(arguments.Output))
            {
                throw new TrainingException($"{arguments.Output}: is a file, expected a folder to write to. Choose another --output.");
            }

            using var model = LoadedModel.Load(arguments.Model, arguments.Backend, arguments.Variant);
            if (model.Notice is { } notice)
            {
                notes.WriteLine(notice);
            }

            using var before = arguments.Before is null ? null : LoadedModel.Load(arguments.Before, arguments.Backend);
            Evaluator.RequireClasses(model);
            Evaluator.RequireClasses(before ?? model);
            var judged = JudgedPictures.Choose(
                arguments.Model, arguments.Data, model.Labels, arguments.Split, notes.WriteLine, cancellation);
            DataOutput.RefuseAmongPictures(judged.Set, arguments.Output);
            if (arguments.Strict)
            {
                judged.RefuseLearnt(arguments.Model);
            }

            using var outputs = model.Open(text => notes.WriteLine($"{text} ..."));
            if (MultiLabelEvaluation.IsFor(model, judged.Files, arguments.Data))
            {
                var several = MultiLabelEvaluation.Execute(arguments, model, outputs, Match(judged, model), judged, notes, cancellation);
                several = before is null
                    ? several
                    : several with { Before = MultiLabelEvaluation.Judge(arguments, before, Match(judged, before), notes, cancellation) };
                cancellation.ThrowIfCancellationRequested();
                EvaluationFiles.Write(arguments.Output, several);
                return several;
            }

            var result = Evaluate(model, outputs, Match(judged, model), arguments, notes, cancellation);
            var facts = new EvaluationFacts
            {
                Model = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(arguments.Model))),
                Data = arguments.Data,
                Judged = judged,
                Backend = model.Backend,
                Result = result,
                Mistakes = ShowMistakes(result, model, outputs, arguments.Data, cancellation),
                Epochs = TrainingHistory.Read(arguments.Model),
            };
            if (before is not null)
            {
                facts = Compare(facts, before, arguments, notes, cancellation);
            }

            cancellation.ThrowIfCancellationRequested();
            EvaluationFiles.Write(arguments.Output, facts);
            return facts;
        }

        // The pictures with indices into a model's labels.
        private static LabelledFile[] Match(JudgedPictures judged, LoadedModel model) =>
            LabelMatch.Match(judged.Files, (judged.Data, judged.Labels), (model.Directory, model.Labels));

        private static EvaluationResult Evaluate(
            LoadedModel model,
            IModelOutputs outputs,
            LabelledFile[] files,
            EvaluationArguments arguments,
            TextWriter notes,
            CancellationToken cancellation) =>
                Evaluator.Evaluate(
                    model, outputs, files, arguments.BatchSize, MakeProgress(model, files.Length, notes), cancellation);

        /// <summary>Tells how far the classification is.</summary>
        internal static SlowProgress MakeProgress(LoadedModel model, int pictures, TextWriter notes) =>
            new SlowProgress(notes.WriteLine, $"Classifying with {model.Directory}", pictures, TimeProvider.System);

        private static Mistake[] ShowMistakes(
            EvaluationResult result, LoadedModel model, IModelOutputs outputs, string data, CancellationToken cancellation)
        {
            var predictor = new Predictor(model, outputs);
            return result.FindMistakes().Take(MaxMistakes).Select(picture =>
            {
                cancellation.ThrowIfCancellationRequested();
                var file = result.Files[picture];
                var guess = result.GetPrediction(picture);
                var seen = predictor.Predict(file.Path, 1, OnnxNames.ClassAttention);
                return new Mistake(
                    MetricsTable.NameFile(data, file.Path),
                    result.Labels[file.Label],
                    result.Labels[guess],
                    result.GetProbability(picture, guess),
                    result.GetProbability(picture, file.Label),
                    result.GetLoss(picture),
                    MistakesPicture.DrawCard(seen, model.Rule));
            }).ToArray();
        }

        private static EvaluationFacts Compare(
            EvaluationFacts facts,
            LoadedModel model,
            EvaluationArguments arguments,
            TextWriter notes,
            CancellationToken cancellation)
        {
            var (after, split) = (facts.Result, facts.Judged);
            var learnt = split.CountLearntBy(model.Directory, cancellation);
            if (learnt > 0)
            {
                notes.WriteLine($"{model.Directory}: has learnt from {learnt} of these pictures, which flatters it.");
            }

            var chosen = BeforeAfterPicture.Choose(split.Files.Select(file => file.Label).ToArray(), ComparedPictures, ComparisonSeed);
            using var outputs = model.Open(text => notes.WriteLine($"{text} ..."));

            // A model that knows other classes has no accuracy on these pictures (any truth will do), but shows what it takes them for.
            var isComparable = LabelMatch.Fits(model.Labels, split.Labels);
            var files = isComparable ? Match(split, model) : chosen.Select(picture => split.Files[picture] with { Label = 0 }).ToArray();
            var before = Evaluate(model, outputs, files, arguments, notes, cancellation);
            var guessesBefore = chosen.Select((picture, i) => before.GetProbabilities(isComparable ? picture : i));
            return facts with
            {
                Before = isComparable ? before : null,
                BeforeAfter = BeforeAfterPicture.Draw(
                    chosen.Select(picture => split.Files[picture].Path).ToArray(),
                    chosen.Select(picture => new[] { split.Labels[split.Files[picture].Label] }).ToArray(),
                    new ModelGuesses("Before", model.Labels, guessesBefore.ToArray()),
                    new ModelGuesses("After", after.Labels, chosen.Select(after.GetProbabilities).ToArray())),
            };
        }
    }
}
