using System;
using System.Collections.Generic;
using Saccade.Capture;
using Saccade.Results;

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

        internal Classification(
            IReadOnlyList<string> labels,
            int topK,
            AttentionMap? attention,
            PatchMap? rollout = null,
            PatchMap? relevance = null,
            bool independent = false)
        {
            _labels = labels;
            _probabilities = new float[labels.Count];
            _top = new Prediction[Math.Min(Math.Max(topK, 1), labels.Count)];
            Attention = attention;
            Rollout = rollout;
            Relevance = relevance;
            HasIndependentClasses = independent;
        }

        /// <summary>Number of the frame that the picture was taken in (<c>Time.frameCount</c>).</summary>
        public long Frame => Stamp.Frame;

        /// <summary>Number of the video's frame that was classified, or -1 where the picture came from no video.</summary>
        public long VideoFrame => Stamp.VideoFrame;

        /// <summary>
        /// The part of the camera's picture that the model saw, as fractions of it with the origin at the top left corner. All of
        /// it unless a source rectangle or the preprocessing crops; it reaches outside 0..1 where the crop pads.
        /// </summary>
        public Region Region => Stamp.Region;

        /// <summary>Seconds from the capture of the picture to its result on the main thread.</summary>
        public double LatencySeconds { get; internal set; }

        /// <summary>Seconds that the model took for this picture.</summary>
        public double InferenceSeconds { get; internal set; }

        /// <summary>The most likely classes, most likely first; at least one.</summary>
        public ReadOnlySpan<Prediction> Top => _top;

        /// <summary>The most likely class.</summary>
        public Prediction Best => _top[0];

        /// <summary>
        /// Whether every class has a probability of its own, the sigmoid of its logit: where <c>config.json</c> says
        /// multi_label_classification, and where there is one class only. Else the classes share one, by softmax.
        /// </summary>
        public bool HasIndependentClasses { get; }

        /// <summary>
        /// Probability of every class, in the order of the logits. [C], summing to 1 unless <see cref="HasIndependentClasses"/>.
        /// </summary>
        public ReadOnlySpan<float> Probabilities => _probabilities;

        /// <summary>Where the model looked, or null where it has no attention output.</summary>
        public AttentionMap? Attention { get; }

        /// <summary>
        /// Attention rolled out through all blocks (Abnar and Zuidema, 2020), or null where the model has no such output.
        /// </summary>
        public PatchMap? Rollout { get; }

        /// <summary>
        /// What the most likely class owes to each patch, gradient times attention in the last block (Chefer et al., 2021), or null
        /// where the model has no such output.
        /// </summary>
        public PatchMap? Relevance { get; }

        internal FrameStamp Stamp { get; set; }

        /// <summary>Whether rollout shows the object best, see <see cref="Maps.DefaultMap"/>.</summary>
        internal bool ShowsBestByRollout { get; set; }

        internal IReadOnlyList<string> Labels => _labels;

        /// <summary>Makes a copy that is the caller's to keep: no later result overwrites it.</summary>
        public Classification Copy()
        {
            var copy = new Classification(
                _labels, _top.Length, Attention?.Copy(), Rollout?.Copy(), Relevance?.Copy(), HasIndependentClasses)
            {
                Stamp = Stamp,
                LatencySeconds = LatencySeconds,
                InferenceSeconds = InferenceSeconds,
                ShowsBestByRollout = ShowsBestByRollout,
            };
            _probabilities.CopyTo(copy._probabilities, 0);
            _top.CopyTo(copy._top, 0);
            return copy;
        }

        /// <summary>Turns logits into probabilities and picks the most likely classes.</summary>
        /// <param name="logits">[C] numbers.</param>
        /// <returns>False when a logit is no finite number; the result is then unusable.</returns>
        internal bool SetLogits(ReadOnlySpan<float> logits)
        {
            var largest = float.NegativeInfinity;
            foreach (var logit in logits)
            {
                if (float.IsNaN(logit) || float.IsInfinity(logit))
                {
                    return false;
                }

                largest = Math.Max(largest, logit);
            }

            if (HasIndependentClasses)
            {
                for (var i = 0; i < logits.Length; i++)
                {
                    _probabilities[i] = (float)Sigmoid.Of(logits[i]);
                }
            }
            else
            {
                SetShares(logits, largest);
            }

            TopClasses.Pick(_probabilities, _labels, _top);
            return true;
        }

        private void SetShares(ReadOnlySpan<float> logits, float largest)
        {
            double sum = 0;
            for (var i = 0; i < logits.Length; i++)
            {
                _probabilities[i] = (float)Math.Exp(logits[i] - largest);
                sum += _probabilities[i];
            }

            for (var i = 0; i < logits.Length; i++)
            {
                _probabilities[i] = (float)(_probabilities[i] / sum);
            }
        }
    }
}
