using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace Saccade.Training.Model
{
    /// <summary>Maps of where a model looked, a number for each patch in grid order. None of them is renormalised.</summary>
    public static class Attribution
    {
        /// <summary>The class token's attention to the patches.</summary>
        /// <param name="attention">One block's attention weights, [B, heads, T, T].</param>
        /// <param name="prefix">Tokens before the first patch.</param>
        /// <returns>[B, heads, N].</returns>
        public static Tensor ClassAttention(Tensor attention, long prefix)
        {
            using var scope = NewDisposeScope();
            return attention.select(2, 0).narrow(2, prefix, attention.shape[3] - prefix).MoveToOuterDisposeScope();
        }

        /// <summary>
        /// Attention rollout (Abnar and Zuidema, "Quantifying Attention Flow in Transformers"): how much of each patch reaches the
        /// class token through all blocks, when a block hands on half of a token and half of what it attends to.
        /// </summary>
        /// <param name="attentions">Every block's attention weights, [B, heads, T, T], the first block's first.</param>
        /// <param name="prefix">Tokens before the first patch.</param>
        /// <returns>[B, N].</returns>
        public static Tensor Rollout(IReadOnlyList<Tensor> attentions, long prefix)
        {
            using var scope = NewDisposeScope();

            // Only the class row of the product is asked for, so a row goes through the blocks from the last to the first.
            var flow = attentions.Reverse().Aggregate((Tensor?)null, (row, attention) =>
            {
                var mean = attention.mean([1]);
                var own = row ?? eye(mean.shape[1], device: mean.device).narrow(0, 0, 1);
                return 0.5 * (own.matmul(mean) + own);
            })!;
            return flow.select(1, 0).narrow(1, prefix, flow.shape[2] - prefix).MoveToOuterDisposeScope();
        }

        /// <summary>
        /// For each class, gradient times attention of the last block's class row: clamped at 0, mean over the heads (as in
        /// Chefer et al., "Generic Attention-model Explainability", of one block).
        /// </summary>
        /// <param name="model">The model, with a head.</param>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <returns>[B, C, N].</returns>
        public static Tensor ClassRelevance(ImageClassifier model, Tensor pixelValues) => Relate(
                model, pixelValues, logits => Enumerable.Range(0, model.Classes).Select(index => logits.select(1, index).sum()), Clamp);

        /// <summary>The same for one class of each picture, at the cost of one class.</summary>
        /// <param name="model">The model, with a head.</param>
        /// <param name="pixelValues">[B, 3, H, W].</param>
        /// <param name="classes">The class of each picture, B of them.</param>
        /// <returns>[B, N].</returns>
        public static Tensor ClassRelevance(ImageClassifier model, Tensor pixelValues, IReadOnlyList<int> classes) =>
            Relate(model, pixelValues, classes, Clamp);

        /// <summary>
        /// The largest gradient times attention of any head and patch, for or against one class of each picture. Rounding errors of
        /// <see cref="ClassRelevance(ImageClassifier, Tensor, IReadOnlyList{int})"/> are in proportion to it, also where nearly all speaks
        /// against the class and little is left after the clamp.
        /// </summary>
        /// <returns>[B, 1].</returns>
        internal static Tensor LargestContribution(ImageClassifier model, Tensor pixelValues, IReadOnlyList<int> classes) =>
            Relate(model, pixelValues, classes, product => product.abs().amax([1, 2]).unsqueeze(1));

        private static Tensor Clamp(Tensor product) => product.clamp_min(0).mean([1]);

        private static Tensor Relate(
            ImageClassifier model, Tensor pixelValues, IReadOnlyList<int> classes, Func<Tensor, Tensor> reduce)
        {
            using var scope = NewDisposeScope();
            var chosen = tensor(classes.Select(index => (long)index).ToArray(), [classes.Count, 1]);

            // No picture's logits depend on another picture, so one gradient of the sum holds each one's own.
            return Relate(model, pixelValues, logits => [logits.gather(1, chosen).sum()], reduce).squeeze(1).MoveToOuterDisposeScope();
        }

        private static Tensor Relate(
            ImageClassifier model, Tensor pixelValues, Func<Tensor, IEnumerable<Tensor>> choose, Func<Tensor, Tensor> reduce)
        {
            using var scope = NewDisposeScope();
            using var gradients = enable_grad();

            // A leaf that wants a gradient puts the attention into autograd's graph even where every weight is frozen.
            var trace = model.Trace(pixelValues.detach().clone().requires_grad_());
            var attention = trace.Attentions[^1];
            var prefix = model.Config.PrefixTokens;
            var maps = choose(trace.Logits!).Select(logit =>
            {
                using var step = NewDisposeScope();
                var gradient = autograd.grad([logit], [attention], retain_graph: true)[0];
                return reduce(ClassAttention(gradient * attention, prefix)).MoveToOuterDisposeScope();
            });
            return stack(maps.ToArray(), 1).detach().MoveToOuterDisposeScope();
        }
    }
}
