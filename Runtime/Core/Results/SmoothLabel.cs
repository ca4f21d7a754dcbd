using System;
using System.Collections.Generic;

namespace Saccade.Results
{
    /// <summary>
    /// What a component tells of its results: the last one, and of all of them the label that doesn't flicker. Allocates only when another
    /// model's classes come.
    /// </summary>
    internal sealed class SmoothLabel
    {
        private readonly LabelFilter _filter = new LabelFilter();
        private Prediction[] _top = Array.Empty<Prediction>();

        /// <summary>The last result, or null.</summary>
        public Classification? Result { get; private set; }

        /// <summary>The label; null when no class is likely enough, or nothing was classified yet.</summary>
        public string? Label => _filter.Label < 0 || Result == null ? null : Result.Labels[_filter.Label];

        /// <summary>Smoothed probability of the class that is ahead, 0 to 1.</summary>
        public float Probability => _filter.Probability;

        /// <summary>The most likely classes with smoothed probabilities, the one that is ahead first.</summary>
        public ReadOnlySpan<Prediction> Top => _top;

        /// <summary>Smoothed probability of every class; empty before the first result.</summary>
        public ReadOnlySpan<float> Probabilities => Result == null ? default : _filter.Probabilities;

        /// <summary>Names of the classes; empty before the first result.</summary>
        public IReadOnlyList<string> Labels => Result?.Labels ?? Array.Empty<string>();

        /// <summary>Takes in a result.</summary>
        /// <param name="result">The result.</param>
        /// <param name="smoothing">Seconds after which a change has come through by 63 %.</param>
        /// <param name="hysteresis">How far another class must be ahead before the label changes.</param>
        /// <param name="threshold">Probability below which there is no label.</param>
        public void Take(Classification result, float smoothing, float hysteresis, float threshold)
        {
            // Another model's classes have nothing to do with those before.
            if (Result != null && Result.Labels != result.Labels)
            {
                _filter.Reset();
            }

            Result = result;
            _filter.TimeConstant = smoothing;
            _filter.Margin = hysteresis;
            _filter.Threshold = threshold;
            _filter.HasIndependentClasses = result.HasIndependentClasses;
            _filter.Add(result.Probabilities, result.Stamp.GameSeconds);
            if (_top.Length != result.Top.Length)
            {
                _top = new Prediction[result.Top.Length];
            }

            TopClasses.Pick(_filter.Probabilities, result.Labels, _top);
            TopClasses.PutFirst(new Prediction(_filter.Ahead, result.Labels[_filter.Ahead], _filter.Probability), _top);
        }

        /// <summary>Forgets all results.</summary>
        public void Forget()
        {
            Result = null;
            _top = Array.Empty<Prediction>();
            _filter.Reset();
        }
    }
}
