using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Training.Data.Batches;
using Saccade.Training.Evaluation;
using Saccade.Training.Fitting.Losses;
using static TorchSharp.torch;

namespace Saccade.Training.Fitting
{
    /// <summary>Judges weights by pictures that may show several classes.</summary>
    internal static class MultiLabelJudge
    {
        /// <summary>Judges the weights as they are.</summary>
        /// <param name="learner">The model.</param>
        /// <param name="source">The samples to judge by; their batches carry targets.</param>
        /// <param name="cancellation">Stops before the next batch.</param>
        internal static Validation Evaluate(Learner learner, IBatchSource source, CancellationToken cancellation)
        {
            using var frozen = no_grad();
            learner.SetLearning(false);
            var plain = new ClassificationLoss { IsMultiLabel = true }.Plain;
            var (truths, scores) = (new List<bool>(), new List<float>());
            var loss = 0.0;
            foreach (var batch in source.Epoch(0, cancellation))
            {
                using (batch)
                using (NewDisposeScope())
                {
                    cancellation.ThrowIfCancellationRequested();
                    var logits = learner.Classify(batch.Inputs.to(learner.Device));
                    loss += plain.Compute(logits, batch.Targets!.to(learner.Device)).item<float>() * batch.Count;
                    truths.AddRange(batch.Targets!.data<float>().Select(share => share > 0));
                    scores.AddRange(logits.sigmoid().cpu().data<float>().ToArray());
                }
            }

            loss /= source.Count;

            // Broken weights are told by the loss, by whoever asked.
            return new Validation(loss, null)
            {
                MultiLabel = double.IsFinite(loss) ? new MultiLabelScores(learner.Classes, [.. truths], [.. scores]) : null,
            };
        }
    }
}
