using static TorchSharp.torch;

namespace Saccade.Training.Fitting.Losses
{
    /// <summary>
    /// The mean loss of a batch: PyTorch's <c>cross_entropy</c> and <c>binary_cross_entropy_with_logits</c>, torchvision's
    /// <c>sigmoid_focal_loss</c>, and the focal loss on a softmax.
    /// </summary>
    internal sealed record ClassificationLoss
    {
        /// <summary>What is made small.</summary>
        internal LossKind Kind { get; init; }

        /// <summary>Whether a picture may show several classes, so that each has a sigmoid of its own.</summary>
        internal bool IsMultiLabel { get; init; }

        /// <summary>
        /// What each class counts, [C]; where a picture may show several, what counts of a class is only where it is shown (PyTorch's
        /// <c>pos_weight</c>). Null where all count the same.
        /// </summary>
        internal float[]? ClassWeights { get; init; }

        /// <summary>Share of the target that is spread: over all classes, or between shown and not shown.</summary>
        internal double Smoothing { get; init; }

        /// <summary>The focal loss's exponent: the larger, the less what is recognised well counts.</summary>
        internal double Gamma { get; init; } = 2;

        /// <summary>What the focal loss counts a class that is shown, 0..1, and the rest one that isn't; null for 1 each.</summary>
        internal double? Alpha { get; init; }

        /// <summary>What the weights are judged by: the plain loss, without weights, smoothing or focus.</summary>
        internal ClassificationLoss Plain =>
            new() { Kind = IsMultiLabel ? LossKind.Bce : LossKind.CrossEntropy, IsMultiLabel = IsMultiLabel };

        /// <summary>Computes the loss.</summary>
        /// <param name="logits">[B, C].</param>
        /// <param name="targets">Classes [B], or how much of each class a picture shows [B, C].</param>
        /// <returns>A scalar in the caller's dispose scope.</returns>
        internal Tensor Compute(Tensor logits, Tensor targets)
        {
            using var scope = NewDisposeScope();
            using var weights = ClassWeights is null ? null : tensor(ClassWeights).to(logits.device);
            var loss = (Kind, IsMultiLabel) switch
            {
                (LossKind.Focal, false) => ComputeSoftmaxFocal(logits, targets, weights),
                (LossKind.Focal, true) => ComputeSigmoidFocal(logits, targets, weights),
                (_, true) => nn.functional.binary_cross_entropy_with_logits(logits, SmoothPairs(targets), pos_weights: weights),
                _ => nn.functional.cross_entropy(logits, targets, weights, label_smoothing: Smoothing),
            };
            return loss.MoveToOuterDisposeScope();
        }

        // With classes as targets a weighted mean, as PyTorch's cross entropy.
        private Tensor ComputeSoftmaxFocal(Tensor logits, Tensor targets, Tensor? weights)
        {
            var isClass = targets.dim() == 1;
            var shares = isClass ? nn.functional.one_hot(targets, logits.shape[1]).to_type(logits.dtype) : targets;
            var spread = Smoothing > 0 ? shares * (1 - Smoothing) + Smoothing / logits.shape[1] : shares;
            var logarithms = logits.log_softmax(1);
            var losses = -spread * (1 - logarithms.exp()).pow(Gamma) * logarithms;
            if (weights is null)
            {
                return losses.sum(1).mean();
            }

            var sum = (losses * weights).sum();
            return isClass ? sum / weights[targets].sum() : sum / logits.shape[0];
        }

        private Tensor ComputeSigmoidFocal(Tensor logits, Tensor targets, Tensor? weights)
        {
            var shares = SmoothPairs(targets);
            var probabilities = logits.sigmoid();
            var entropies = nn.functional.binary_cross_entropy_with_logits(
                logits, shares, pos_weights: weights, reduction: nn.Reduction.None);
            var miss = 1 - (probabilities * shares + (1 - probabilities) * (1 - shares));
            var losses = entropies * miss.pow(Gamma);
            return Alpha is { } alpha ? (losses * (alpha * shares + (1 - alpha) * (1 - shares))).mean() : losses.mean();
        }

        private Tensor SmoothPairs(Tensor targets) => Smoothing > 0 ? targets * (1 - Smoothing) + Smoothing / 2 : targets;
    }
}
