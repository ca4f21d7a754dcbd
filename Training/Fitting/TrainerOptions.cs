namespace Saccade.Training.Fitting
{
    /// <summary>The settings of the optimisation itself.</summary>
    public sealed record TrainerOptions
    {
        /// <summary>Times that every training picture is seen.</summary>
        public int Epochs { get; init; } = 50;

        /// <summary>The highest learning rate. Lower it when the loss jumps or becomes NaN.</summary>
        public double LearningRate { get; init; } = 3e-4;

        /// <summary>AdamW's decoupled weight decay, on every trained parameter.</summary>
        public double WeightDecay { get; init; } = 1e-4;

        /// <summary>Share of the target that is spread over all classes, 0 up to but not including 1. It tempers overconfidence.</summary>
        public double LabelSmoothing { get; init; }

        /// <summary>Which epoch's weights are kept.</summary>
        public KeptEpoch Keep { get; init; } = KeptEpoch.Best;
    }
}
