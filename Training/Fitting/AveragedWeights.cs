using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace Saccade.Training.Fitting
{
    /// <summary>
    /// The exponential moving average of the trained weights over the steps, as PyTorch's <c>AveragedModel</c> with
    /// <c>get_ema_multi_avg_fn</c> keeps it: the first step's weights, then a share of each later step's. timm's <c>ModelEmaV3</c> is the
    /// same, where its steps count from 1 as in timm's own training.
    /// </summary>
    internal sealed class AveragedWeights : IDisposable
    {
        private readonly IReadOnlyList<TrainedParameter> _parameters;
        private readonly double _decay;
        private readonly Tensor[] _averages;

        internal AveragedWeights(IReadOnlyList<TrainedParameter> parameters, double decay)
        {
            using var frozen = no_grad();
            _parameters = parameters;
            _decay = decay;
            _averages = parameters.Select(parameter => parameter.Value.detach().clone().DetachFromDisposeScope()).ToArray();
        }

        /// <summary>The averages by the names of their parameters; what a run needs to go on.</summary>
        internal IEnumerable<(string Name, Tensor Value)> State =>
            _parameters.Zip(_averages, (parameter, average) => (parameter.Name, average));

        public void Dispose() => Array.ForEach(_averages, average => average.Dispose());

        /// <summary>Takes the weights in as they are after a step.</summary>
        /// <param name="step">1 for the first, whose weights are taken whole.</param>
        internal void Update(int step)
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            for (var i = 0; i < _averages.Length; i++)
            {
                var decay = step <= 1 ? 0 : _decay;
                _averages[i].mul_(decay).add_(_parameters[i].Value, alpha: 1 - decay);
            }
        }

        /// <summary>Gives the parameters the averages.</summary>
        /// <returns>Gives them back what they had, bit for bit, when disposed.</returns>
        internal IDisposable Show()
        {
            Exchange();
            return new Shown(this);
        }

        private void Exchange()
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            for (var i = 0; i < _averages.Length; i++)
            {
                var kept = _averages[i].clone();
                _averages[i].copy_(_parameters[i].Value);
                _parameters[i].Value.copy_(kept);
            }
        }

        private sealed class Shown(AveragedWeights weights) : IDisposable
        {
            public void Dispose() => weights.Exchange();
        }
    }
}
