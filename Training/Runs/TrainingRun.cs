using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using Saccade.Files;
using Saccade.Preprocessing;
using Saccade.Training.Checkpoints;
using Saccade.Training.Data;
using Saccade.Training.Data.Batches;
using Saccade.Training.Evaluation;
using Saccade.Training.Fitting;
using Saccade.Training.ModelFolders;
using Saccade.Training.Progress;
using Saccade.Training.Reports;
using Saccade.Training.Reports.Charts;
using Saccade.Training.Reports.Logs;
using static TorchSharp.torch;

namespace Saccade.Training.Runs
{
    /// <summary>A training run from the folders it reads to the folder it writes.</summary>
    public sealed class TrainingRun
    {
        private readonly TrainingArguments _arguments;
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private readonly ITrainingObserver _observer;
        private readonly CancellationToken _cancellation;
        private readonly StartingModel _start;
        private readonly DataSet _data;
        private readonly RunFolder _folder;
        private readonly TrainedFolder _trained;

        private TrainingRun(
            TrainingArguments arguments,
            ITrainingObserver observer,
            StartingModel start,
            DataSet data,
            RunFolder folder,
            RunRecord pictures,
            CancellationToken cancellation)
        {
            _arguments = arguments;
            _observer = observer;
            _start = start;
            _data = data;
            _folder = folder;
            _trained = new TrainedFolder(start, data.Labels, pictures);
            _cancellation = cancellation;
        }

        /// <summary>Trains a model and writes it.</summary>
        /// <param name="arguments">What to do; to go on with a run <see cref="ReadArguments"/>.</param>
        /// <param name="observer">Told how it goes.</param>
        /// <param name="cancellation">
        /// Stops the run at the next step. The output folder keeps the model that it had, and the run can go on later.
        /// </param>
        /// <param name="mode">What to do with a run that lies in the output folder; null for nothing special.</param>
        /// <returns>What was made.</returns>
        /// <exception cref="TrainingException">The data, the settings or the output folder can't be worked with.</exception>
        /// <exception cref="ModelFileException">The model folder is incomplete or wrong.</exception>
        /// <exception cref="InvalidDataException">The weights are damaged or contradict the configuration.</exception>
        /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
        public static FinishReport Execute(
            TrainingArguments arguments, ITrainingObserver observer, CancellationToken cancellation, RunMode? mode = null)
        {
            mode ??= new RunMode();
            TakenFolder.RefuseStartingModel(arguments);
            DataOutput.RefuseData(arguments.Data, arguments.Output);
            using var folder = RunFolder.Open(arguments.Output);
            if (TakenFolder.FindFinished(folder, mode) is { } summary)
            {
                observer.OnFinding($"{arguments.Output}: the run is finished; nothing is left to do");
                observer.OnFinished(summary);
                return summary;
            }

            using var scope = NewDisposeScope();
            arguments = PrepareTorch(arguments);
            var model = ModelDescription.Open(arguments.Model);
            var recorded = (mode.Resume ? folder.ReadParts() : null)
                ?? (arguments.FromScratch ? null : RecordedParts.Read(arguments.Model));
            var data = OpenData(arguments, model, recorded, observer, cancellation);
            observer.OnNote("Reading what the run depends on");
            var inputs = RunInputs.Read(arguments, data, observer.OnNote, cancellation);
            var pictures = RunRecordFile.List(data, inputs.Contents, recorded?.Record);
            if (mode.Resume)
            {
                TakenFolder.CompareInputs(folder, inputs, mode.Force, observer.OnNote);
                folder.WriteParts(pictures);
            }

            foreach (var warning in LearntPictures.Describe(data, inputs.Contents, recorded))
            {
                observer.OnFinding(warning);
            }

            if (TrainingRecipe.Describe(arguments) is { } recipe)
            {
                observer.OnFinding(recipe);
            }

            using var start = StartingModel.Load(arguments, model, data.Labels, data.IsMultiLabel);
            if (start.SizeChange is { } change)
            {
                observer.OnFinding(change);
            }

            return new TrainingRun(arguments, observer, start, data, folder, pictures, cancellation).Train(mode.Resume, inputs, pictures);
        }

        /// <summary>What the run in an output folder was asked to do, to go on with it.</summary>
        /// <param name="output">The output folder.</param>
        /// <exception cref="TrainingException">There is no run, or its arguments can't be read.</exception>
        public static TrainingArguments ReadArguments(string output) => RunFolder.ReadArguments(output);

        /// <summary>Makes torch compute as the arguments say.</summary>
        /// <returns>The arguments with the number of threads that it uses.</returns>
        internal static TrainingArguments PrepareTorch(TrainingArguments arguments)
        {
            if (arguments.Threads > 0)
            {
                set_num_threads(arguments.Threads);
            }

            manual_seed(arguments.Seed);

            // With another number of threads sums are added up in another order.
            return arguments with { Threads = get_num_threads() };
        }

        /// <summary>What the weights that a run starts from have seen; null where nobody noted it, or where none are used.</summary>
        internal static RecordedParts? FindRecorded(TrainingArguments arguments) =>
            arguments.FromScratch ? null : RecordedParts.Read(arguments.Model);

        /// <summary>Lists the pictures of a run, without those that can't be read where that is asked for.</summary>
        internal static DataSet OpenData(
            TrainingArguments arguments,
            ModelDescription model,
            RecordedParts? recorded,
            ITrainingObserver observer,
            CancellationToken cancellation)
        {
            var options = new DataOptions
            {
                PreferredOrder = model.ModelConfig.Labels,
                Seed = arguments.Seed,
                ValidationShare = arguments.ValidationShare,
                Recorded = recorded,
            };
            var data = DataSet.Open(arguments.Data, options, observer.OnNote, cancellation);
            if (arguments.Fold == 0)
            {
                observer.OnFinding(data.Description);
                if (data.NamesValidation && arguments.ValidationShare != new DataOptions().ValidationShare)
                {
                    observer.OnFinding($"--validation-share changes nothing here: {arguments.Data} says which pictures validate.");
                }
            }

            data = LabelChoices.Apply(arguments, arguments.SkipBad ? LeaveOutBroken(data, observer, cancellation) : data);
            if (arguments.Fold == 0 && data.Account.Summary is { Length: > 0 } leftOut)
            {
                observer.OnFinding(leftOut);
            }

            if (arguments.Fold == 0)
            {
                return data;
            }

            data = Folds.Take(data, arguments.Fold, arguments.Folds, arguments.Seed, get_num_threads(), cancellation);
            observer.OnFinding(data.Description);
            return data;
        }

        private static DataSet LeaveOutBroken(DataSet data, ITrainingObserver observer, CancellationToken cancellation)
        {
            observer.OnNote("Looking for pictures that can't be read");
            var files = data.Train.Concat(data.Validation).Concat(data.Test).ToArray();
            var progress = new SlowProgress(observer.OnNote, "Decoding", files.Length, TimeProvider.System);
            var broken = BrokenPictures.Find(files, get_num_threads(), cancellation, progress.Report);
            foreach (var (path, reason) in broken)
            {
                observer.OnFinding($"Skipped: {path}: {reason}");
            }

            return data.Without(broken.Select(picture => picture.Path).ToHashSet(StringComparer.Ordinal));
        }

        private FinishReport Train(bool resume, RunInputs inputs, RunRecord pictures)
        {
            using var writer = ModelFolderWriter.Begin(_arguments.Output);
            using var samples = TrainingSamples.Prepare(_arguments, _start, _data, _observer.OnNote, _cancellation);
            if (!resume)
            {
                foreach (var doubt in samples.Doubts)
                {
                    _observer.OnFinding($"warning: {doubt}");
                }

                Check(samples);
                _folder.Begin(_arguments, inputs, pictures);
            }

            var showcase = new Showcase(_start, _data, _arguments.Seed, _cancellation);
            using var log = new TrainingLog(_folder.Path, CheckpointFolder.ReadLogLengths(_folder.Checkpoints));
            samples.KeepFeatures(_folder.Features, inputs.Data, _observer.OnNote, _cancellation);
            var (parameters, settings) = (samples.Learner.Parameters, _arguments.Trainer);
            using var optimizer = new AdamW(parameters, settings.WeightDecay);
            using var averages = settings.AverageDecay > 0 ? new AveragedWeights(parameters, settings.AverageDecay) : null;
            var learner = samples.Learner with { Averages = averages };
            var store = new CheckpointFolder(_folder.Checkpoints, parameters, log.Mark, averages);
            var state = store.Load(optimizer);
            Announce(samples, state);

            // Getting ready is part of the run's time too.
            state.Seconds += _clock.Elapsed.TotalSeconds;

            var trainer = new Trainer(learner, settings, _arguments.Seed, TimeProvider.System);
            var work = new Work(trainer, samples, state, store, log);
            var evaluation = Fit(work, optimizer);
            return Finish(work, evaluation, showcase, writer);
        }

        private void Check(TrainingSamples samples)
        {
            var learner = samples.Learner;
            var trainer = new Trainer(learner, _arguments.Trainer, _arguments.Seed, TimeProvider.System);
            using var batch = samples.Train.Epoch(1, _cancellation).First();
            _observer.OnFinding(SanityCheck.Run(_start, trainer, batch));
            var captions = batch.Targets is { } targets && _data.IsMultiLabel
                ? targets.data<float>().ToArray().Chunk(_data.Labels.Count).Select(NameShown).ToArray()
                : batch.Labels.data<long>().Select(label => _data.Labels[(int)label]).ToArray();
            var (height, width) = _start.PictureSize;
            var picture = _folder.Find("first-batch.png");
            SampleGrid.WriteBatch(picture, Checkpoint.ReadSingles(batch.Inputs), height, width, captions, _start.Rule);
            _observer.OnFinding($"What the model sees of that batch: {picture}");
        }

        private string NameShown(float[] shares) =>
            _data.NameClasses(Enumerable.Range(0, shares.Length).Where(label => shares[label] > 0).ToArray());

        private void Announce(TrainingSamples samples, TrainingState state) => _observer.OnStarted(new StartReport(
                _data.Labels,
                samples.Train.Count,
                samples.Validation.Count,
                _data.Test.Count,
                _start.Model.TrainableParameterCount,
                _start.Model.ParameterCount,
                TrainingLength.Of(_arguments.Trainer, samples.Train.Batches).Epochs,
                _start.HasNewHead,
                state.Step));

        private Validation? Fit(Work work, AdamW optimizer)
        {
            var (trainer, samples, state, store, log) = work;
            try
            {
                var observers = new TrainerObservers(_observer, log);
                return trainer.Fit(samples.Train, samples.Validation, state, optimizer, store, observers, _cancellation);
            }
            catch (OperationCanceledException) when (state.BestEpoch > 0)
            {
                store.LoadBest();
                _trained.WriteWeights(_folder.Best);
                throw;
            }
            catch (DivergedException error)
            {
                // Going on would lead to the same step again, so the run is over; what was good stays.
                var kept = Keep(state, store);
                _folder.Abandon();
                throw new TrainingException(error.Message + kept, error);
            }
        }

        private string Keep(TrainingState state, CheckpointFolder store)
        {
            if (state.BestEpoch == 0)
            {
                return "";
            }

            store.LoadLast();
            _trained.WriteWeights(_folder.Last);
            store.LoadBest();
            _trained.WriteWeights(_folder.Best);
            return $" The last good weights are in {_folder.Last}, the best (epoch {state.BestEpoch}) in {_folder.Best}.";
        }

        private FinishReport Finish(Work work, Validation? evaluation, Showcase showcase, ModelFolderWriter writer)
        {
            var (trainer, samples, state, store, log) = work;
            _observer.OnNote("Writing the model");
            _clock.Restart();
            var last = state.Epoch - 1;
            var keepsBest = _arguments.Keep == KeptEpoch.Best;
            var epoch = keepsBest ? state.BestEpoch : last;
            ArrangeWeights(store, keepsBest);
            if (evaluation is null || epoch != last)
            {
                evaluation = trainer.Evaluate(samples.Validation, _cancellation);
            }

            if (evaluation.MultiLabel is { } scores)
            {
                _trained.Thresholds = scores.ChooseThresholds();
                evaluation = evaluation with { Thresholds = _trained.Thresholds };
            }

            var tested = Test();
            log.WriteReports(_data.Labels, evaluation);
            ResultFiles.Write(_folder.Path, _data, evaluation, _cancellation);
            File.WriteAllBytes(_folder.Find("before-after.png"), showcase.Draw(_cancellation));
            _trained.WriteModel(writer);
            var split = tested is null ? "validation" : "test";
            var card = TrainingCard.Describe(_arguments, _start, _data, epoch, split, tested ?? evaluation);
            writer.Write(ModelCard.FileName, path => ModelCard.Write(path, card));
            _cancellation.ThrowIfCancellationRequested();
            writer.Commit();

            var report = new FinishReport(
                Path.GetFullPath(_arguments.Output),
                epoch,
                state.BestEpoch,
                evaluation.Loss,
                evaluation.Accuracy,
                evaluation.MacroAccuracy,
                tested?.Accuracy,
                state.Seconds + _clock.Elapsed.TotalSeconds)
            {
                ValidationMeanAveragePrecision = evaluation.MultiLabel?.MeanAveragePrecision,
                ValidationMacroF1 = evaluation.MacroF1,
                TestMeanAveragePrecision = tested?.MultiLabel?.MeanAveragePrecision,
            };
            _folder.End(report);
            _observer.OnFinished(report);
            return report;
        }

        // Leaves the model with the weights that were asked for; the best epoch's, or the last one's, are kept beside it.
        private void ArrangeWeights(CheckpointFolder store, bool keepsBest)
        {
            var (kept, other) = keepsBest ? (_folder.Best, _folder.Last) : (_folder.Last, _folder.Best);
            if (Directory.Exists(kept))
            {
                Directory.Delete(kept, recursive: true);
            }

            Action loadOther = keepsBest ? store.LoadLast : store.LoadBest;
            Action loadKept = keepsBest ? store.LoadBest : store.LoadLast;
            loadOther();
            _trained.WriteWeights(other);
            loadKept();
        }

        private Validation? Test()
        {
            if (_data.Test.Count == 0)
            {
                return null;
            }

            using var pictures = TrainingSamples.Prepare(_data.Test, "test", _start, _observer.OnNote, _cancellation);
            var learner = TrainingSamples.MakeLearner(_start, _start.Model.call) with { IsMultiLabel = _data.IsMultiLabel };
            var trainer = new Trainer(learner, _arguments.Trainer, _arguments.Seed, TimeProvider.System);
            var options = TrainingSamples.MakeJudging(_arguments, _data);
            var tested = trainer.Evaluate(new PixelBatches(pictures, options), _cancellation);
            return _trained.Thresholds is { } thresholds ? tested with { Thresholds = thresholds } : tested;
        }

        /// <summary>What the run works with from its first epoch to its last.</summary>
        private sealed record Work(
            Trainer Trainer, TrainingSamples Samples, TrainingState State, CheckpointFolder Store, TrainingLog Log);
    }
}
