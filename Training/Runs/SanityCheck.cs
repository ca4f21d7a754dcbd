using System;
using System.Linq;
using Saccade.Training.Data.Batches;
using Saccade.Training.Fitting;
using Saccade.Training.Model;
using static TorchSharp.torch;

namespace Saccade.Training.Runs
{
    /// <summary>Looks at one batch before a run spends hours: is the loss what guessing gives, do gradients go where they should?</summary>
    internal static class SanityCheck
    {
        /// <summary>Passes a batch through the model and back; no weight changes.</summary>
        /// <param name="start">The model.</param>
        /// <param name="trainer">Computes the gradients.</param>
        /// <param name="batch">The batch.</param>
        /// <returns>What was found, for people.</returns>
        /// <exception cref="TrainingException">The loss is no number, or gradients are missing, broken or where none should be.</exception>
        internal static string Run(StartingModel start, Trainer trainer, Batch batch)
        {
            start.Model.train();
            var loss = trainer.Backward(batch, step: 0, position: 0, batches: 1);
            if (!double.IsFinite(loss))
            {
                throw new TrainingException(
                    $"The loss of the first batch is {loss} before anything was learnt: the starting weights are broken. Fetch them "
                    + "again.");
            }

            var gradients = CheckGradients(start.Model);
            var guessing = trainer.ComputeGuessing(batch);
            var guess = Math.Abs(guessing - Math.Log(start.Model.Classes)) < 1e-4
                ? $"ln {start.Model.Classes} = {guessing:0.000}"
                : $"the {guessing:0.000} of guessing";
            var expectation = !start.HasNewHead ? "with the head it came with"
                : Math.Abs(loss - guessing) < Math.Max(0.5, 0.25 * guessing) ? $"as expected near {guess}"
                : $"FAR from {guess}, which a new head should begin with: do preprocessing and weights fit?";
            return $"First batch: loss {loss:0.000}, {expectation}; {gradients}";
        }

        private static string CheckGradients(ImageClassifier model)
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var learning = 0;
            foreach (var (name, parameter) in model.named_parameters())
            {
                if (parameter.grad is not null != parameter.requires_grad)
                {
                    throw new TrainingException(
                        parameter.requires_grad
                            ? $"'{name}' is to learn but the loss doesn't depend on it: config.json and weights are of different models."
                            : $"'{name}' is frozen but got a gradient.");
                }

                if (parameter.grad is not { } gradient)
                {
                    continue;
                }

                if (!gradient.isfinite().all().item<bool>())
                {
                    throw new TrainingException(
                        $"The gradient of '{name}' is no number in the first batch: the starting weights are broken. Fetch them again.");
                }

                gradient.zero_();
                learning++;
            }

            return $"gradients in all {learning} tensors that learn and in none of the {model.parameters().Count() - learning} others";
        }
    }
}
