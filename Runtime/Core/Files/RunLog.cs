namespace Saccade.Files
{
    /// <summary>
    /// The two logs that a run writes into the folder <c>training/</c>: one JSON object a line, whose fields are the properties here in
    /// camelCase, in this order. They are read while they grow and outlive the run; what the progress stream says is another matter.
    /// </summary>
    internal static class RunLog
    {
        /// <summary>The file with a <see cref="StepLine"/> a line.</summary>
        public const string StepsFile = "steps.jsonl";

        /// <summary>The file with an <see cref="EpochLine"/> a line.</summary>
        public const string EpochsFile = "metrics.jsonl";

        /// <summary>One optimiser step.</summary>
        public sealed class StepLine
        {
            /// <summary>Which step of the whole run, 1 for the first.</summary>
            public int Step { get; set; }

            /// <summary>Which epoch, 1 for the first.</summary>
            public int Epoch { get; set; }

            /// <summary>Mean loss of the step's batches, before the step, in nats.</summary>
            public double Loss { get; set; }

            /// <summary>The step's rate.</summary>
            public double LearningRate { get; set; }

            /// <summary>L2 norm over the gradients of all trained parameters, before any clipping.</summary>
            public double GradientNorm { get; set; }
        }

        /// <summary>One epoch.</summary>
        public sealed class EpochLine
        {
            /// <summary>1 for the first.</summary>
            public int Epoch { get; set; }

            /// <summary>Mean loss over the epoch's training pictures, each when its batch was trained on, in nats.</summary>
            public double TrainLoss { get; set; }

            /// <summary>Mean loss over the validation pictures, in nats.</summary>
            public double ValidationLoss { get; set; }

            /// <summary>Mean over the classes of the share of each that was recognised, 0..1.</summary>
            public double ValidationMacroAccuracy { get; set; }

            /// <summary>Share of the validation pictures that were recognised, 0..1.</summary>
            public double ValidationAccuracy { get; set; }

            /// <summary>Pictures learnt from in a second, without validation.</summary>
            public double ImagesPerSecond { get; set; }

            /// <summary>Mean average precision on the validation pictures, 0..1; absent where each shows one class.</summary>
            public double? ValidationMeanAveragePrecision { get; set; }

            /// <summary>Mean F1 over the classes there, 0..1; absent where each picture shows one class.</summary>
            public double? ValidationMacroF1 { get; set; }
        }
    }
}
