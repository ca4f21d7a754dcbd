using System;
using Saccade.Editor.Charts;
using Saccade.Editor.Training;
using Saccade.Files;
using Saccade.Progress;

namespace Saccade.Editor.Retrain.Run
{
    /// <summary>How far a run is, by its events. Not safe for threads: its owner lets one at a time use it.</summary>
    internal sealed class RetrainProgress
    {
        private readonly Func<TimeSpan> _clock;
        private readonly Curve _trainLoss = new Curve();
        private readonly Curve _validationLoss = new Curve();
        private readonly Curve _accuracy = new Curve();
        private readonly Curve _precision = new Curve();
        private TimeSpan _began;
        private double _stepsBefore;
        private double _steps;
        private double _step;

        /// <param name="clock">Time since any moment; never goes back.</param>
        internal RetrainProgress(Func<TimeSpan> clock)
        {
            _clock = clock;
        }

        internal string Phase { get; set; } = "";

        internal int Epoch { get; private set; }

        internal int Epochs { get; private set; }

        internal double ImagesPerSecond { get; private set; }

        internal double Accuracy { get; private set; } = -1;

        internal double MeanAveragePrecision { get; private set; } = -1;

        /// <summary>Takes in an event; one that isn't known changes nothing.</summary>
        internal void Take(TrainingEvent progress)
        {
            switch (progress.Kind)
            {
                case ProgressStream.Phase.Kind:
                    Phase = BoundedLog.Clean(progress.GetText(ProgressStream.Phase.Text));
                    break;
                case ProgressStream.Alive.Kind:
                    Phase = BoundedLog.Clean(progress.GetText(ProgressStream.Alive.Phase, Phase));
                    break;
                case ProgressStream.Download.Kind:
                    Phase = DescribeDownload(progress);
                    break;
                case ProgressStream.Started.Kind:
                    Begin(progress);
                    break;
                case ProgressStream.Step.Kind:
                    TakeStep(progress);
                    break;
                case ProgressStream.Epoch.Kind:
                    TakeEpoch(progress);
                    break;
            }
        }

        /// <summary>Takes in a line of the log of steps.</summary>
        /// <param name="step">The line.</param>
        /// <param name="steps">Steps of the whole run; 0 where that isn't known yet.</param>
        internal void Take(RunLog.StepLine step, double steps)
        {
            Phase = "Training";
            _step = step.Step;
            _steps = steps > 0 ? steps : _steps;
            Epoch = step.Epoch;
            AddTrainLoss(step.Loss);
        }

        /// <summary>Takes in a line of the log of epochs.</summary>
        internal void Take(RunLog.EpochLine epoch)
        {
            Epoch = epoch.Epoch;
            ImagesPerSecond = epoch.ImagesPerSecond;
            AddValidation(epoch.ValidationLoss, epoch.ValidationAccuracy, epoch.ValidationMeanAveragePrecision ?? double.NaN);
        }

        /// <summary>Forgets the curves: they are read anew.</summary>
        internal void ClearCurves()
        {
            _trainLoss.Clear();
            _validationLoss.Clear();
            _accuracy.Clear();
            _precision.Clear();
        }

        /// <summary>Takes how many epochs the run has from elsewhere than its events.</summary>
        internal void SetEpochs(int epochs) => Epochs = epochs;

        internal void Fill(RetrainSnapshot snapshot)
        {
            snapshot.Phase = Phase;
            snapshot.Epoch = Epoch;
            snapshot.Epochs = Epochs;
            snapshot.Share = _steps > 0 ? Clamp(_step / _steps) : Epochs > 0 ? Clamp((double)Epoch / Epochs) : 0;
            snapshot.ImagesPerSecond = ImagesPerSecond;
            snapshot.SecondsLeft = EstimateSecondsLeft();
            snapshot.Accuracy = Accuracy;
            snapshot.MeanAveragePrecision = MeanAveragePrecision;
            snapshot.TrainLoss = _trainLoss.ToArray();
            snapshot.ValidationLoss = _validationLoss.ToArray();
            snapshot.ValidationAccuracy = _accuracy.ToArray();
            snapshot.ValidationMeanAveragePrecision = _precision.ToArray();
        }

        private static double Clamp(double share) => Math.Min(1, Math.Max(0, share));

        private static int ToCount(double value) => value >= 0 && value <= int.MaxValue ? (int)value : 0;

        private static string DescribeDownload(TrainingEvent progress)
        {
            var received = progress.GetNumber(ProgressStream.Download.Received, 0) / 1e6;
            var total = progress.GetNumber(ProgressStream.Download.Total) / 1e6;
            var of = double.IsNaN(total) ? "" : FormattableString.Invariant($" of {total:0.0}");
            var file = progress.GetText(ProgressStream.Download.File);
            return BoundedLog.Clean(FormattableString.Invariant($"Downloading {file}: {received:0.0}{of} MB"));
        }

        private void Begin(TrainingEvent started)
        {
            Phase = "Training";
            Epochs = ToCount(started.GetNumber(ProgressStream.Started.Epochs, Epochs));
            _began = _clock();
            _stepsBefore = _step = started.GetNumber(ProgressStream.Started.StepsDone, 0);
        }

        private void TakeStep(TrainingEvent step)
        {
            Phase = "Training";
            _step = step.GetNumber(ProgressStream.Step.Number, _step);
            _steps = step.GetNumber(ProgressStream.Step.Steps, _steps);
            Epoch = ToCount(step.GetNumber(ProgressStream.Step.Epoch, Epoch));
            ImagesPerSecond = step.GetNumber(ProgressStream.Step.ImagesPerSecond, ImagesPerSecond);
            AddTrainLoss(step.GetNumber(ProgressStream.Step.Loss));
        }

        private void TakeEpoch(TrainingEvent epoch)
        {
            Epoch = ToCount(epoch.GetNumber(ProgressStream.Epoch.Number, Epoch));
            Epochs = ToCount(epoch.GetNumber(ProgressStream.Epoch.Epochs, Epochs));
            ImagesPerSecond = epoch.GetNumber(ProgressStream.Epoch.ImagesPerSecond, ImagesPerSecond);
            AddValidation(
                epoch.GetNumber(ProgressStream.Epoch.ValidationLoss),
                epoch.GetNumber(ProgressStream.Epoch.ValidationAccuracy),
                epoch.GetNumber(ProgressStream.Epoch.ValidationMeanAveragePrecision));
        }

        private void AddTrainLoss(double loss)
        {
            var perEpoch = _steps > 0 && Epochs > 0 ? _steps / Epochs : 0;
            _trainLoss.Add(perEpoch > 0 ? _step / perEpoch : Epoch, loss);
        }

        private void AddValidation(double loss, double accuracy, double precision)
        {
            _validationLoss.Add(Epoch, loss);
            _accuracy.Add(Epoch, accuracy);
            Accuracy = double.IsNaN(accuracy) ? Accuracy : accuracy;
            if (!double.IsNaN(precision))
            {
                _precision.Add(Epoch, precision);
                MeanAveragePrecision = precision;
            }
        }

        // Validation is in it, as between all steps so far.
        private double EstimateSecondsLeft()
        {
            var done = _step - _stepsBefore;
            var seconds = (_clock() - _began).TotalSeconds;
            return done > 0 && _steps >= _step ? seconds / done * (_steps - _step) : -1;
        }
    }
}
