using System;
using System.Collections.Generic;
using static TorchSharp.torch;

namespace Saccade.Training.Fitting
{
    /// <summary>What a trainer needs to know of a model: nothing of its inside.</summary>
    /// <param name="Classify">A batch's inputs to logits [B, C].</param>
    /// <param name="Classes">Number of classes, C.</param>
    /// <param name="Parameters">The parameters that may change.</param>
    internal sealed record Learner(Func<Tensor, Tensor> Classify, int Classes, IReadOnlyList<TrainedParameter> Parameters)
    {
        /// <summary>Told whether what follows is learning, which drops values, or judging, which doesn't.</summary>
        internal Action<bool> SetLearning { get; init; } = _ => { };

        /// <summary>Whether a picture may show several classes, so that batches carry targets.</summary>
        internal bool IsMultiLabel { get; init; }

        /// <summary>What each class counts in the loss, [C]; null where all count the same.</summary>
        internal float[]? ClassWeights { get; init; }

        /// <summary>Where the model computes.</summary>
        internal Device Device { get; init; } = CPU;

        /// <summary>The running average of the parameters, which is judged in their place; null for none.</summary>
        internal AveragedWeights? Averages { get; init; }
    }
}
