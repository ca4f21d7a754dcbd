using Saccade.Training.Fitting.Losses;

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

        /// <summary>
        /// What is made small; null for cross entropy, or where pictures may show several classes binary cross entropy.
        /// </summary>
        public LossKind? Loss { get; init; }

        /// <summary>The focal loss's exponent, 0 or more: the larger, the less counts what is recognised well.</summary>
        public double FocalGamma { get; init; } = 2;

        /// <summary>
        /// What the focal loss counts a class that a picture shows, above 0 and below 1, and the rest one that it doesn't, where pictures
        /// may show several; null for the same.
        /// </summary>
        public double? FocalAlpha { get; init; }

        /// <summary>
        /// Share of the target that is spread over all classes, or where pictures may show several between shown and not shown; 0 up to
        /// but not including 1. It tempers overconfidence.
        /// </summary>
        public double LabelSmoothing { get; init; }

        /// <summary>
        /// Batches whose gradients are averaged for one optimiser step, 1 or more. Raise it where a larger batch would not fit into
        /// memory.
        /// </summary>
        public int Accumulate { get; init; } = 1;

        /// <summary>The L2 norm over all gradients that a step is scaled down to, above 0; null for none. It tames outliers.</summary>
        public double? MaxGradientNorm { get; init; }

        /// <summary>
        /// Factor of the learning rate from each block to the one before it, above 0 up to 1 (layer-wise rate decay, as in BEiT). Below 1
        /// the early blocks, which know the most general things, change the least.
        /// </summary>
        public double LayerDecay { get; init; } = 1;

        /// <summary>Epochs without a better validation after which training stops, 1 or more; null to never stop early.</summary>
        public int? EarlyStopping { get; init; }

        /// <summary>The course of the learning rate.</summary>
        public ScheduleKind Schedule { get; init; }

        /// <summary>
        /// Share of the steps over which the rate rises, 0 or more, below 1; null for what is usual: a tenth, and 0.3 of one cycle.
        /// </summary>
        public double? WarmupShare { get; init; }

        /// <summary>Optimiser steps after which the run ends, whatever <see cref="Epochs"/> says, 1 or more; null for all.</summary>
        public int? MaxSteps { get; init; }

        /// <summary>
        /// Decay of the exponential moving average of the weights, above 0 and below 1, which is then what is judged and what the model
        /// gets; 0 for none. The average looks back over about 1 / (1 - decay) steps.
        /// </summary>
        public double AverageDecay { get; init; }
    }
}
