namespace Saccade.Training.Export
{
    /// <summary>What an exported model takes and gives. The default is the contract of the model folder.</summary>
    public sealed record ExportOptions
    {
        /// <summary>What the model takes. Patches save the running scene the patch convolution; other tools expect pixels.</summary>
        public ExportInput Input { get; init; }

        /// <summary>Weights' precision. Smaller is faster where the hardware has it, and costs some accuracy.</summary>
        public WeightPrecision Precision { get; init; }

        /// <summary>
        /// Bits of a weight under <see cref="WeightPrecision.Quantized"/>: 8, or 7 for x86 processors without VNNI, where the products of
        /// two pairs saturate at 16 bits. Null asks the processor that exports.
        /// </summary>
        public int? WeightBits { get; init; }

        /// <summary>Adds <c>cls_attentions</c> [B, layers, heads, N]: the class token's attention in every block.</summary>
        public bool AllLayers { get; init; }

        /// <summary>
        /// Adds <c>cls_rollout</c> [B, N], see <see cref="Model.Attribution.Rollout"/>. Null adds it where the running scene shows it
        /// first, see <see cref="Maps.DefaultMap"/>.
        /// </summary>
        public bool? Rollout { get; init; }

        /// <summary>
        /// Adds <c>class_relevance</c> [B, N]: what the most likely class owes to each patch, see
        /// <see cref="Model.Attribution.ClassRelevance(Model.ImageClassifier, TorchSharp.torch.Tensor)"/>. On unless switched off, as it
        /// costs next to nothing; without a head there is none.
        /// </summary>
        public bool Relevance { get; init; } = true;

        /// <summary>
        /// Height and width of the picture in pixels, when other than the preprocessing rule's result; positions are interpolated.
        /// </summary>
        public (int Height, int Width)? PictureSize { get; init; }

        /// <summary>Adds everything that a <see cref="Model.ClassifierTrace"/> holds, under the names of reference files.</summary>
        internal bool Everything { get; init; }

        /// <summary>Gives nothing but <c>features</c> [B, F]: what the head reads.</summary>
        internal bool FeaturesOnly { get; init; }

        /// <summary>Bytes of weights above which they lie in a file of their own: protobuf ends at 2 GiB.</summary>
        internal long LargestFile { get; init; } = 1_900_000_000;
    }
}
