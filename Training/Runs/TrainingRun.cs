using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
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
            CancellationToken cancellation)
        {
            _arguments = arguments;
            _observer = observer;
            _start = start;
            _data = data;
            _folder = folder;
            _trained = new TrainedFolder(start, data.Labels);
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
            var data = OpenData(arguments, model, observer, cancellation);
            observer.OnNote("Reading what the run depends on");
            var inputs = RunInputs.Read(arguments, data, observer.OnNote, cancellation);
            if (mode.Resume)
            {
                TakenFolder.CompareInputs(folder, inputs, mode.Force, observer.OnNote);
            }

            using var start = StartingModel.Load(arguments, model, data.Labels);
            return new TrainingRun(arguments, observer, start, data, folder, cancellation).Train(mode.Resume, inputs);
        }

        /// <summary>What the run in an output folder was asked to do, to go on with it.</summary>
        /// <param name="output">The output folder.</param>
        /// <exception cref="TrainingException">There is no run, or its arguments can't be read.</exception>
        public static TrainingArguments ReadArguments(string output) => RunFolder.ReadArguments(output);

        private static TrainingArguments PrepareTorch(TrainingArguments arguments)
        {
            if (arguments.Threads > 0)
            {
                set_num_threads(arguments.Threads);
            }

            manual_seed(arguments.Seed);

            // With another number of threads sums are added up in another order.
            return arguments with { Threads = get_num_threads() };
        }

        private static DataSet OpenData(
            TrainingArguments arguments, ModelDescription model, ITrainingObserver observer, CancellationToken cancellation)
        {
            var options = new DataOptions { PreferredOrder = model.ModelConfig.Labels, Seed = arguments.Seed };
            var data = DataSet.Open(arguments.Data, options, observer.OnNote);
            observer.OnFinding(data.Description);
            data = arguments.SkipBad ? SkipBad(data, observer, cancellation) : data;
            if (data.Account.Summary is { Length: > 0 } leftOut)
            {
                observer.OnFinding(leftOut);
            }

            return data;
        }

        private static DataSet SkipBad(DataSet data, ITrainingObserver observer, CancellationToken cancellation)
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

        private FinishReport Train(bool resume, RunInputs inputs)
        {
            using var writer = ModelFolderWriter.Begin(_arguments.Output);
            using var samples = TrainingSamples.Prepare(_arguments, _start, _data.Train, _data.Validation, _observer.OnNote, _cancellation);
            if (!resume)
            {
                Check(samples);
                _folder.Begin(_arguments, inputs);
            }

            var showcase = new Showcase(_start, _data, _arguments.Seed, _cancellation);
            using var log = new TrainingLog(_folder.Path, CheckpointFolder.ReadLogLengths(_folder.Checkpoints));
            samples.KeepFeatures(_folder.Features, inputs.Data, _observer.OnNote, _cancellation);
            var learner = samples.Learner;
            using var optimizer = new AdamW(learner.Parameters, _arguments.Trainer.WeightDecay);
            var store = new CheckpointFolder(_folder.Checkpoints, learner.Parameters, log.Mark);
            var state = store.Load(optimizer);
            Announce(samples, state);

            // Getting ready is part of the run's time too.
            state.Seconds += _clock.Elapsed.TotalSeconds;

            var trainer = new Trainer(learner, _arguments.Trainer, _arguments.Seed, TimeProvider.System);
            var work = new Work(trainer, samples, state, store, log);
            var evaluation = Fit(work, optimizer);
            return Finish(work, evaluation, showcase, writer, inputs);
        }

        private void Check(TrainingSamples samples)
        {
            var learner = TrainingSamples.MakeLearner(_start, _start.Model.call);
            var trainer = new Trainer(learner, _arguments.Trainer, _arguments.Seed, TimeProvider.System);
            using var batch = samples.Train.Epoch(1, _cancellation).First();
            _observer.OnFinding(SanityCheck.Run(_start, trainer, batch));
            var captions = batch.Labels.data<long>().Select(label => _data.Labels[(int)label]).ToArray();
            var (height, width) = _start.PictureSize;
            var picture = _folder.Find("first-batch.png");
            SampleGrid.WriteBatch(picture, Checkpoint.ReadSingles(batch.Inputs), height, width, captions, _start.Rule);
            _observer.OnFinding($"What the model sees of that batch: {picture}");
        }

        private void Announce(TrainingSamples samples, TrainingState state) => _observer.OnStarted(new StartReport(
                _data.Labels,
                samples.Train.Count,
                samples.Validation.Count,
                _data.Test.Count,
                _start.Model.TrainableParameterCount,
                _start.Model.ParameterCount,
                _arguments.Trainer.Epochs,
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

        private FinishReport Finish(
            Work work, Validation? evaluation, Showcase showcase, ModelFolderWriter writer, RunInputs inputs)
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

            var tested = Test();
            log.WriteReports(_data.Labels, evaluation.Confusion);
            ResultFiles.Write(_folder.Path, _data, evaluation, _cancellation);
            File.WriteAllBytes(_folder.Find("before-after.png"), showcase.Draw(_cancellation));
            _trained.WriteModel(writer);
            RunRecordFile.Write(writer, _data, inputs.Contents);
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
                evaluation.Confusion.Accuracy,
                evaluation.Confusion.MacroAccuracy,
                tested?.Confusion.Accuracy,
                state.Seconds + _clock.Elapsed.TotalSeconds);
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
            var learner = TrainingSamples.MakeLearner(_start, _start.Model.call);
            var trainer = new Trainer(learner, _arguments.Trainer, _arguments.Seed, TimeProvider.System);
            var options = new BatchOptions { BatchSize = _arguments.BatchSize, Workers = get_num_threads() };
            return trainer.Evaluate(new PixelBatches(pictures, options), _cancellation);
        }

        /// <summary>What the run works with from its first epoch to its last.</summary>
        private sealed record Work(
            Trainer Trainer, TrainingSamples Samples, TrainingState State, CheckpointFolder Store, TrainingLog Log);
    }
}
