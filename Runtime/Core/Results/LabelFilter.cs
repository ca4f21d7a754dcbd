using System;

namespace Saccade.Results
{
    /// <summary>
    /// Keeps a label from flickering: probabilities are smoothed over time, and the label changes only when another class is ahead by
    /// a margin. Allocates only when the classes change.
    /// </summary>
    internal sealed class LabelFilter
    {
        private const float MoreLikelyThanNot = 0.5f;

        private float[] _smooth = Array.Empty<float>();
        private double _seconds = double.NaN;
        private int _label = -1;
        private bool _isThere;

        /// <summary>
        /// Seconds after which a change of the model's opinion has come through by 63 %; 0 takes each result as it is.
        /// </summary>
        public float TimeConstant { get; set; }

        /// <summary>How far another class must be ahead, in probability, before the label changes. 0 to 1.</summary>
        public float Margin { get; set; }

        /// <summary>Probability below which there is no label. 0 to 1.</summary>
        public float Threshold { get; set; }

        /// <summary>
        /// Whether each class has a probability of its own. Even the likeliest may then be more unlikely than not: with a threshold of 0 it
        /// has to reach 0.5. A label that is there goes only when it falls short by more than the margin.
        /// </summary>
        public bool HasIndependentClasses { get; set; }

        /// <summary>The label's place among the classes, or -1 when no class is likely enough.</summary>
        public int Label => (HasIndependentClasses ? _isThere : Probability >= Threshold) ? _label : -1;

        /// <summary>The class that is ahead, likely enough or not; -1 before the first result.</summary>
        public int Ahead => _label;

        /// <summary>Smoothed probability of the class that is ahead, 0 to 1; also where it is too unlikely to be a label.</summary>
        public float Probability => _label >= 0 ? _smooth[_label] : 0;

        /// <summary>Smoothed probability of every class; empty before the first result.</summary>
        public ReadOnlySpan<float> Probabilities => _smooth;

        /// <summary>Forgets everything, as when another model is taken.</summary>
        public void Reset()
        {
            _seconds = double.NaN;
            _label = -1;
            _isThere = false;
        }

        /// <summary>Takes in a result.</summary>
        /// <param name="probabilities">One number a class.</param>
        /// <param name="seconds">When the picture was taken.</param>
        public void Add(ReadOnlySpan<float> probabilities, double seconds)
        {
            if (_smooth.Length != probabilities.Length)
            {
                _smooth = new float[probabilities.Length];
                Reset();
            }

            // A model without a head names nothing.
            if (_smooth.Length == 0)
            {
                return;
            }

            // The share of the new result depends on the time since the last one, so that the label rate doesn't change the feel.
            var passed = seconds - _seconds;
            var share = double.IsNaN(passed) || TimeConstant <= 0 ? 1f : (float)(1 - Math.Exp(-Math.Max(passed, 0) / TimeConstant));
            var best = 0;
            for (var i = 0; i < _smooth.Length; i++)
            {
                _smooth[i] += share * (probabilities[i] - _smooth[i]);
                if (_smooth[i] > _smooth[best])
                {
                    best = i;
                }
            }

            _seconds = seconds;
            if (_label < 0 || _smooth[best] > _smooth[_label] + Margin)
            {
                _label = best;
                _isThere = false;
            }

            var needed = Threshold > 0 ? Threshold : MoreLikelyThanNot;
            _isThere = Probability >= (_isThere ? needed - Margin : needed);
        }
    }
}
