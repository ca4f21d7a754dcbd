using System;
using System.Collections.Generic;

namespace Saccade.Editor
{
    /// <summary>A retraining at one moment. Never changes.</summary>
    public sealed class RetrainSnapshot
    {
        private static readonly CurvePoint[] NoPoints = Array.Empty<CurvePoint>();

        /// <summary>Where it is.</summary>
        public RetrainState State { get; internal set; }

        /// <summary>What is done right now, for people to read.</summary>
        public string Phase { get; internal set; } = "";

        /// <summary>Why it failed, and what to do; empty otherwise.</summary>
        public string Error { get; internal set; } = "";

        /// <summary>What the data set holds; null where it wasn't counted.</summary>
        public DataSummary? Data { get; internal set; }

        /// <summary>The epoch, 1 for the first; 0 before.</summary>
        public int Epoch { get; internal set; }

        /// <summary>Epochs of the run; 0 where they aren't known yet.</summary>
        public int Epochs { get; internal set; }

        /// <summary>How much is done, 0..1.</summary>
        public double Share { get; internal set; }

        /// <summary>Pictures that are learnt from in a second; 0 where it isn't known.</summary>
        public double ImagesPerSecond { get; internal set; }

        /// <summary>Seconds until the last epoch ends; negative where it isn't known.</summary>
        public double SecondsLeft { get; internal set; } = -1;

        /// <summary>The share of the validation pictures that the last epoch recognised, 0..1; negative before the first.</summary>
        public double Accuracy { get; internal set; } = -1;

        /// <summary>
        /// The mean average precision on the validation pictures after the last epoch, 0..1; negative before the first, and where each
        /// picture shows one class.
        /// </summary>
        public double MeanAveragePrecision { get; internal set; } = -1;

        /// <summary>Loss of the training batches over epochs.</summary>
        public IReadOnlyList<CurvePoint> TrainLoss { get; internal set; } = NoPoints;

        /// <summary>Loss on the validation pictures over epochs.</summary>
        public IReadOnlyList<CurvePoint> ValidationLoss { get; internal set; } = NoPoints;

        /// <summary>Share of the validation pictures that were recognised, 0..1, over epochs.</summary>
        public IReadOnlyList<CurvePoint> ValidationAccuracy { get; internal set; } = NoPoints;

        /// <summary>Mean average precision on the validation pictures, 0..1, over epochs; empty where each shows one class.</summary>
        public IReadOnlyList<CurvePoint> ValidationMeanAveragePrecision { get; internal set; } = NoPoints;

        /// <summary>The last lines that the tool said for people.</summary>
        public IReadOnlyList<string> Log { get; internal set; } = Array.Empty<string>();

        /// <summary>Whether something is at work.</summary>
        public bool IsBusy => IsBusyState(State);

        internal static bool IsBusyState(RetrainState state) =>
            state == RetrainState.Checking || state == RetrainState.Pulling || state == RetrainState.Running
                || state == RetrainState.Cancelling;
    }
}
