using System;
using System.Collections.Generic;

namespace Saccade
{
    /// <summary>
    /// What the model says of one frame. The classifier uses the same few objects in turn, so that a result costs no garbage: read
    /// it when it arrives, or copy out what you keep, because a later result overwrites it.
    /// </summary>
    public sealed class Classification
    {
        private readonly IReadOnlyList<string> _labels;
        private readonly float[] _probabilities;
        private readonly Prediction[] _top;

        internal Classification(IReadOnlyList<string> labels, int topK, AttentionMap? attention)
        {
            _labels = labels;
            _probabilities = new float[labels.Count];
            _top = new Prediction[Math.Min(Math.Max(topK, 1), labels.Count)];
            Attention = attention;
        }

        /// <summary>Number of the frame that the picture was taken in (<c>Time.frameCount</c>).</summary>
        public long Frame { get; internal set; }

        /// <summary>Seconds that the model took for this picture.</summary>
        public double InferenceSeconds { get; internal set; }

        /// <summary>The most likely classes, most likely first; at least one.</summary>
        public ReadOnlySpan<Prediction> Top => _top;

        /// <summary>The most likely class.</summary>
        public Prediction Best => _top[0];

        /// <summary>Softmax probability of every class, in the order of the logits. [C], summing to 1.</summary>
        public ReadOnlySpan<float> Probabilities => _probabilities;

        /// <summary>Where the model looked, or null where it has no attention output.</summary>
        public AttentionMap? Attention { get; }

        /// <summary>Turns logits into probabilities and picks the most likely classes.</summary>
        /// <param name="logits">[C] numbers.</param>
        /// <returns>False when a logit is no finite number; the result is then unusable.</returns>
        internal bool SetLogits(ReadOnlySpan<float> logits)
        {
            float largest = float.NegativeInfinity;
            foreach (float logit in logits)
            {
                if (float.IsNaN(logit) || float.IsInfinity(logit))
                    return false;
                largest = Math.Max(largest, logit);
            }

            double sum = 0;
            for (int i = 0; i < logits.Length; i++)
            {
                _probabilities[i] = (float)Math.Exp(logits[i] - largest);
                sum += _probabilities[i];
            }

            for (int i = 0; i < logits.Length; i++)
                _probabilities[i] = (float)(_probabilities[i] / sum);

            PickTop();
            return true;
        }

        private void PickTop()
        {
            int kept = 0;
            for (int i = 0; i < _probabilities.Length; i++)
            {
                int place = kept;
                while (place > 0 && _probabilities[i] > _top[place - 1].Probability)
                    place--;
                if (place == _top.Length)
                    continue;
                kept = Math.Min(kept + 1, _top.Length);
                for (int later = kept - 1; later > place; later--)
                    _top[later] = _top[later - 1];
                _top[place] = new Prediction(i, _labels[i], _probabilities[i]);
            }
        }
    }
}
