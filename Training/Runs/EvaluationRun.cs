using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Files;
using Saccade.Training.Data;
using Saccade.Training.Data.Layouts;
using Saccade.Training.Evaluation;
using Saccade.Training.Inference;
using Saccade.Training.ModelFolders;
using Saccade.Training.Progress;
using Saccade.Training.Reports;
using Saccade.Training.Reports.Charts;
using Saccade.Training.Reports.Logs;
using Saccade.Training.Reports.Tables;

namespace Saccade.Training.Runs
{
    /// <summary>An evaluation from the folders it reads to the folder it writes.</summary>
    internal static class EvaluationRun
    {
        private const int MaxMistakes = 12;
        private const int ComparedPictures = 8;
        private const long ComparisonSeed = 42;

        /// <summary>Evaluates and writes the reports.</summary>
        /// <param name="arguments">What to do.</param>
        /// <param name="notes">Told how it goes.</param>
        /// <param name="cancellation">Stops it; nothing was written then.</param>
        /// <exception cref="TrainingException">The data or the models can't be worked with.</exception>
        internal static EvaluationFacts Execute(EvaluationArguments arguments, TextWriter notes, CancellationToken cancellation)
        {
            if (File.Exists(arguments.Output))
            {
                throw new TrainingException($"{arguments.Output}: is a file, expected a folder to write to. Choose another --output.");
            }

            using var model = PretrainedModel.Load(arguments.Model);
            using var before = arguments.Before is null ? null : PretrainedModel.Load(arguments.Before);
            Evaluator.RequireHead(model);
            Evaluator.RequireHead(before ?? model);
            var split = OpenSplit(arguments, model.Labels);
            if (LearntPictures.Describe(arguments.Model, split.Name, split.Files, cancellation) is { } warning)
            {
                notes.WriteLine(warning);
            }

            using var outputs = ModelOutputs.Open(arguments.Backend, model, text => notes.WriteLine($"{text} ..."));
            var result = Evaluate(model, outputs, split.For(model), arguments, notes, cancellation);
            var facts = new EvaluationFacts
            {
                Model = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(arguments.Model))),
                Data = arguments.Data,
                Split = split.Name,
                Backend = arguments.Backend,
                Result = result,
                Mistakes = ShowMistakes(result, model, outputs, arguments.Data, cancellation),
                Epochs = TrainingHistory.Read(arguments.Model),
            };
            if (before is not null)
            {
                facts = Compare(facts, before, split, arguments, notes, cancellation);
            }

            cancellation.ThrowIfCancellationRequested();
            EvaluationFiles.Write(arguments.Output, facts);
            return facts;
        }

        private static Split OpenSplit(EvaluationArguments arguments, IReadOnlyList<string> preferredOrder)
        {
            var data = DataSet.Open(arguments.Data, new DataOptions { PreferredOrder = preferredOrder });
            DataOutput.RefuseAmongPictures(data, arguments.Output);
            var files = data.GetSplit(arguments.Split);
            var isTest = data.Test.Count > 0 || data.Layout == DataLayout.OxfordPet;
            var name = arguments.Split ?? (isTest ? "test" : "validation");
            return new Split(name, arguments.Data, data.Labels, files);
        }

        private static EvaluationResult Evaluate(
            PretrainedModel model,
            IModelOutputs outputs,
            LabelledFile[] files,
            EvaluationArguments arguments,
            TextWriter notes,
            CancellationToken cancellation)
        {
            var progress = new SlowProgress(
                notes.WriteLine, $"Classifying with {model.Folder.Directory}", files.Length, TimeProvider.System);
            return Evaluator.Evaluate(model, outputs, files, arguments.BatchSize, progress, cancellation);
        }

        private static Mistake[] ShowMistakes(
            EvaluationResult result, PretrainedModel model, IModelOutputs outputs, string data, CancellationToken cancellation)
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
                    MistakesPicture.DrawCard(seen, model.Folder.Rule));
            }).ToArray();
        }

        private static EvaluationFacts Compare(
            EvaluationFacts facts,
            PretrainedModel model,
            Split split,
            EvaluationArguments arguments,
            TextWriter notes,
            CancellationToken cancellation)
        {
            var after = facts.Result;
            var chosen = BeforeAfterPicture.Choose(split.Files.Select(file => file.Label).ToArray(), ComparedPictures, ComparisonSeed);
            using var outputs = ModelOutputs.Open(arguments.Backend, model, text => notes.WriteLine($"{text} ..."));

            // A model that knows other classes has no accuracy on these pictures (any truth will do), but shows what it takes them for.
            var isComparable = LabelMatch.Fits(model.Labels, split.Labels);
            var files = isComparable ? split.For(model) : chosen.Select(picture => split.Files[picture] with { Label = 0 }).ToArray();
            var before = Evaluate(model, outputs, files, arguments, notes, cancellation);
            var guessesBefore = chosen.Select((picture, i) => before.GetProbabilities(isComparable ? picture : i));
            return facts with
            {
                Before = isComparable ? before : null,
                BeforeAfter = BeforeAfterPicture.Draw(
                    chosen.Select(picture => split.Files[picture].Path).ToArray(),
                    chosen.Select(picture => split.Labels[split.Files[picture].Label]).ToArray(),
                    new ModelGuesses("Before", model.Labels, guessesBefore.ToArray()),
                    new ModelGuesses("After", after.Labels, chosen.Select(after.GetProbabilities).ToArray())),
            };
        }

        private sealed record Split(string Name, string Data, IReadOnlyList<string> Labels, IReadOnlyList<LabelledFile> Files)
        {
            /// <summary>The pictures with indices into a model's labels.</summary>
            internal LabelledFile[] For(PretrainedModel model) =>
                LabelMatch.Match(Files, (Data, Labels), (model.Folder.Directory, model.Labels));
        }
    }
}
