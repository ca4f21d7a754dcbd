using System;
using Saccade.Editor.Charts;
using Saccade.Editor.Training;

namespace Saccade.Editor.Retrain.Run
{
    /// <summary>How far a run is, by its events. Not safe for threads: its owner lets one at a time use it.</summary>
    internal sealed class RetrainProgress
    {
        private readonly Func<TimeSpan> _clock;
        private readonly Curve _trainLoss = new Curve();
        private readonly Curve _validationLoss = new Curve();
        private readonly Curve _accuracy = new Curve();
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

        /// <summary>Takes in an event; one that isn't known changes nothing.</summary>
        internal void Take(TrainingEvent progress)
        {
            switch (progress.Kind)
            {
                case "phase":
                    Phase = BoundedLog.Clean(progress.GetText("text"));
                    break;
                case "alive":
                    Phase = BoundedLog.Clean(progress.GetText("phase", Phase));
                    break;
                case "download":
                    Phase = DescribeDownload(progress);
                    break;
                case "started":
                    Begin(progress);
                    break;
                case "step":
                    TakeStep(progress);
                    break;
                case "epoch":
                    TakeEpoch(progress);
                    break;
            }
        }

        /// <summary>Forgets the curves: they are read anew.</summary>
        internal void ClearCurves()
        {
            _trainLoss.Clear();
            _validationLoss.Clear();
            _accuracy.Clear();
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
            snapshot.TrainLoss = _trainLoss.ToArray();
            snapshot.ValidationLoss = _validationLoss.ToArray();
            snapshot.ValidationAccuracy = _accuracy.ToArray();
        }

        private static double Clamp(double share) => Math.Min(1, Math.Max(0, share));

        private static int ToCount(double value) => value >= 0 && value <= int.MaxValue ? (int)value : 0;

        private static string DescribeDownload(TrainingEvent progress)
        {
            double received = progress.GetNumber("received", 0) / 1e6;
            double total = progress.GetNumber("total") / 1e6;
            string of = double.IsNaN(total) ? "" : FormattableString.Invariant($" of {total:0.0}");
            return BoundedLog.Clean(FormattableString.Invariant($"Downloading {progress.GetText("file")}: {received:0.0}{of} MB"));
        }

        private void Begin(TrainingEvent started)
        {
            Phase = "Training";
            Epochs = ToCount(started.GetNumber("epochs", Epochs));
            _began = _clock();
            _stepsBefore = _step = started.GetNumber("stepsDone", 0);
        }

        private void TakeStep(TrainingEvent step)
        {
            Phase = "Training";
            _step = step.GetNumber("step", _step);
            _steps = step.GetNumber("steps", _steps);
            Epoch = ToCount(step.GetNumber("epoch", Epoch));
            ImagesPerSecond = step.GetNumber("imagesPerSecond", ImagesPerSecond);
            double perEpoch = _steps > 0 && Epochs > 0 ? _steps / Epochs : 0;
            _trainLoss.Add(perEpoch > 0 ? _step / perEpoch : Epoch, step.GetNumber("loss"));
        }

        private void TakeEpoch(TrainingEvent epoch)
        {
            Epoch = ToCount(epoch.GetNumber("epoch", Epoch));
            Epochs = ToCount(epoch.GetNumber("epochs", Epochs));
            ImagesPerSecond = epoch.GetNumber("imagesPerSecond", ImagesPerSecond);
            _validationLoss.Add(Epoch, epoch.GetNumber("validationLoss"));
            _accuracy.Add(Epoch, epoch.GetNumber("validationAccuracy"));
            Accuracy = epoch.GetNumber("validationAccuracy", Accuracy);
        }

        // Validation is in it, as between all steps so far.
        private double EstimateSecondsLeft()
        {
            double done = _step - _stepsBefore;
            double seconds = (_clock() - _began).TotalSeconds;
            return done > 0 && _steps >= _step ? seconds / done * (_steps - _step) : -1;
        }
    }
}
