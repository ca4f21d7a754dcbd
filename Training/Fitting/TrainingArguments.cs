using Saccade.Training.Data;

namespace Saccade.Training.Fitting
{
    /// <summary>All that a training run depends on, besides the files that it names.</summary>
    public sealed record TrainingArguments
    {
        /// <summary>The model folder to start from; from scratch only its two JSON files are read.</summary>
        public required string Model { get; init; }

        /// <summary>The data set, see <see cref="DataSet"/>.</summary>
        public required string Data { get; init; }

        /// <summary>The model folder to write; the model that is there stays until the new one is complete.</summary>
        public required string Output { get; init; }

        /// <summary>Which weights are trained.</summary>
        public TrainedPart Train { get; init; } = TrainedPart.Head;

        /// <summary>Whether the weights start from nothing instead of from the folder's.</summary>
        public bool FromScratch { get; init; }

        /// <summary>Width of the hidden layer of a new two-layer head, 0 for a linear one; null for a head as the model's.</summary>
        public int? HeadHiddenSize { get; init; }

        /// <summary>Share of a new two-layer head's hidden values that training drops, 0 up to but not including 1.</summary>
        public double HeadDropout { get; init; }

        /// <summary>Pictures in a batch.</summary>
        public int BatchSize { get; init; } = 32;

        /// <summary>How training pictures are varied.</summary>
        public Augmentation Augment { get; init; } = Augmentation.Flip;

        /// <summary>
        /// What initial weights, order and variation depend on: the same seed and threads give the same weights, bit for bit.
        /// </summary>
        public long Seed { get; init; } = 42;

        /// <summary>Threads for the computation; 0 leaves the choice to torch: the number of cores.</summary>
        public int Threads { get; init; }

        /// <summary>
        /// Whether a frozen backbone's features are computed once instead of in every epoch; it changes nothing but the time.
        /// Only done where a picture has at most two faces: with <see cref="Augmentation.None"/> and <see cref="Augmentation.Flip"/>.
        /// </summary>
        public bool CacheFeatures { get; init; } = true;

        /// <summary>The settings of the optimisation.</summary>
        public TrainerOptions Trainer { get; init; } = new();
    }
}
