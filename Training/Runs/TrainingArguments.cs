using Saccade.Training.Data;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Fitting;

namespace Saccade.Training.Runs
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

        /// <summary>Whether the head starts from nothing even where the model's labels are the data's.</summary>
        public bool NewHead { get; init; }

        /// <summary>Width of the hidden layer of a new two-layer head, 0 for a linear one; null for a head as the model's.</summary>
        public int? HeadHiddenSize { get; init; }

        /// <summary>Share of a new two-layer head's hidden values that training drops, 0 up to but not including 1.</summary>
        public double HeadDropout { get; init; }

        /// <summary>Pictures in a batch.</summary>
        public int BatchSize { get; init; } = 32;

        /// <summary>Whether pictures that can't be read are left out instead of ending the run.</summary>
        public bool SkipBad { get; init; }

        /// <summary>How likely a picture is to validate where the data names no validation pictures, above 0 and below 1.</summary>
        public double ValidationShare { get; init; } = new DataOptions().ValidationShare;

        /// <summary>How pictures are brought to the model's size for validation and in the scene.</summary>
        public EvaluationTransform Preprocess { get; init; } = EvaluationTransform.Model;

        /// <summary>How training pictures are varied.</summary>
        public Augmentation Augment { get; init; } = Augmentation.Tutorial;

        /// <summary>Magnitude of RandAugment's two operations on each training picture, 1 to 30; 0 for none.</summary>
        public int RandomAugment { get; init; }

        /// <summary>What else changes training pictures.</summary>
        public PictureVariation Variation { get; init; } = new();

        /// <summary>Alpha of mixup, 0 for none: pictures and their labels are mixed in shares of Beta(alpha, alpha).</summary>
        public double Mixup { get; init; }

        /// <summary>Alpha of CutMix, 0 for none: a piece of another picture is pasted, its area of Beta(alpha, alpha).</summary>
        public double Cutmix { get; init; }

        /// <summary>Whether every epoch has an order of its own; otherwise it is the data set's.</summary>
        public bool Shuffle { get; init; } = true;

        /// <summary>
        /// How often training skips the last block for a picture, earlier ones less (stochastic depth), 0 up to but not including 1.
        /// </summary>
        public double StochasticDepth { get; init; }

        /// <summary>
        /// What initial weights, order and variation depend on: the same seed and threads give the same weights, bit for bit.
        /// </summary>
        public long Seed { get; init; } = 42;

        /// <summary>Threads for the computation; 0 leaves the choice to torch: the number of cores.</summary>
        public int Threads { get; init; }

        /// <summary>Where to compute: <c>cpu</c> or <c>cuda</c>.</summary>
        public string Device { get; init; } = "cpu";

        /// <summary>
        /// How many varied views of each picture a frozen backbone sees, once, for all epochs: epoch e, 1 for the first, learns from
        /// view (e - 1) mod K. 0 computes anew in every epoch, unless a picture has at most two faces anyway: with
        /// <see cref="Augmentation.None"/> and <see cref="Augmentation.Flip"/> features are always kept, which changes nothing.
        /// </summary>
        public int FeatureCache { get; init; }

        /// <summary>What classes count in the loss.</summary>
        public ClassWeighting ClassWeights { get; init; } = ClassWeighting.None;

        /// <summary>How often training pictures come in an epoch.</summary>
        public SamplingKind Sampling { get; init; } = SamplingKind.Uniform;

        /// <summary>Which epoch's weights the model gets.</summary>
        public KeptEpoch Keep { get; init; } = KeptEpoch.Last;

        /// <summary>
        /// Sides of the model's pictures in pixels, a multiple of the patch's; null for what the starting model's preprocessing makes.
        /// </summary>
        public int? ImageSize { get; init; }

        /// <summary>
        /// Folds of cross-validation, 2 or more: as many runs, each of which is judged by another fold; 0 for one run as the data is split.
        /// </summary>
        public int Folds { get; init; }

        /// <summary>Which of the folds the run is judged by, 1 for the first; 0 for the runs of all folds, or for no folds.</summary>
        public int Fold { get; init; }

        /// <summary>The settings of the optimisation.</summary>
        public TrainerOptions Trainer { get; init; } = new();
    }
}
