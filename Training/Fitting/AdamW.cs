using System;
using System.Collections.Generic;
using System.Linq;
using static TorchSharp.torch;

namespace Saccade.Training.Fitting
{
    /// <summary>
    /// Adam with decoupled weight decay (Loshchilov and Hutter, "Decoupled Weight Decay Regularization"), in the steps that PyTorch's
    /// AdamW takes.
    /// </summary>
    /// <remarks>
    /// TorchSharp's own keeps its state in an order that only the process knows and can't be stored under names, which resuming
    /// needs; and its factory's default for the second moment is 0.99, where PyTorch has 0.999.
    /// </remarks>
    internal sealed class AdamW : IDisposable
    {
        private const double MeanDecay = 0.9;
        private const double SquareDecay = 0.999;
        private const double Epsilon = 1e-8;

        private readonly IReadOnlyList<TrainedParameter> _parameters;
        private readonly double _weightDecay;
        private readonly Tensor[] _means;
        private readonly Tensor[] _squares;

        internal AdamW(IReadOnlyList<TrainedParameter> parameters, double weightDecay)
        {
            _parameters = parameters;
            _weightDecay = weightDecay;
            _means = MakeZeros();
            _squares = MakeZeros();
        }

        /// <summary>The running means of gradients and of their squares, under names; what a run needs to go on.</summary>
        internal IEnumerable<(string Name, Tensor Value)> State =>
            _parameters.SelectMany((parameter, i) => new[]
            {
                ($"mean/{parameter.Name}", _means[i]),
                ($"square/{parameter.Name}", _squares[i]),
            });

        public void Dispose() => Array.ForEach([.. _means, .. _squares], value => value.Dispose());

        internal void ZeroGradients()
        {
            using var scope = NewDisposeScope();
            foreach (var parameter in _parameters)
            {
                parameter.Value.grad?.zero_();
            }
        }

        /// <summary>Moves every parameter that has a gradient.</summary>
        /// <param name="step">1 for the first.</param>
        /// <param name="rate">The step's learning rate, before each parameter's own scale.</param>
        internal void Step(int step, double rate)
        {
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            var meanCorrection = 1 - Math.Pow(MeanDecay, step);
            var squareCorrection = Math.Sqrt(1 - Math.Pow(SquareDecay, step));
            for (var i = 0; i < _parameters.Count; i++)
            {
                var (value, ownRate) = (_parameters[i].Value, rate * _parameters[i].RateScale);
                if (value.grad is not { } gradient)
                {
                    continue;
                }

                value.mul_(1 - ownRate * _weightDecay);
                _means[i].mul_(MeanDecay).add_(gradient, alpha: 1 - MeanDecay);
                _squares[i].mul_(SquareDecay).addcmul_(gradient, gradient, value: 1 - SquareDecay);
                var deviation = (_squares[i].sqrt() / squareCorrection).add_(Epsilon);
                value.addcdiv_(_means[i], deviation, value: -ownRate / meanCorrection);
            }
        }

        private Tensor[] MakeZeros()
        {
            using var frozen = no_grad();
            return _parameters.Select(parameter => zeros_like(parameter.Value).DetachFromDisposeScope()).ToArray();
        }
    }
}
