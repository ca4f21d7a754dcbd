using System;
using System.Collections.Generic;

namespace Saccade.Results
{
    /// <summary>
    /// Which labels are in, result by result: a label enters when it has been there for a minimum time, and leaves when it has been away
    /// as long. Of classes that share one probability at most one is in; of independent ones several may be. Each class enters and leaves
    /// in turn, also across another model: what that one calls alike stays in, what it doesn't know leaves. Time is that of the pictures,
    /// so that only what was seen counts. Allocates only when the classes change.
    /// </summary>
    internal sealed class LabelTracker
    {
        private const float MoreLikelyThanNot = 0.5f;

        // A label goes only when it falls short by so much: one on the edge doesn't flicker, whatever the minimum time.
        private const float Margin = 0.05f;

        private readonly List<Prediction> _entered = new List<Prediction>();
        private readonly List<Prediction> _left = new List<Prediction>();
        private readonly List<int> _in = new List<int>();
        private IReadOnlyList<string> _labels = Array.Empty<string>();
        private ClassState[] _states = Array.Empty<ClassState>();
        private double _seconds = double.NegativeInfinity;

        /// <summary>
        /// Probability that a label needs, 0 to 1. With 0 it needs none beyond being the label, and an independent class 0.5.
        /// </summary>
        public float Confidence { get; set; }

        /// <summary>How long a label must be there to enter, and away to leave.</summary>
        public double MinimumSeconds { get; set; }

        /// <summary>What the last call has let in, with the probabilities of that moment.</summary>
        public IReadOnlyList<Prediction> Entered => _entered;

        /// <summary>What the last call has let out; it is told before what was let in.</summary>
        public IReadOnlyList<Prediction> Left => _left;

        /// <summary>How many classes are in.</summary>
        public int Count => _in.Count;

        /// <summary>
        /// The name of the class that leads: the one that is in, or of several independent ones the likeliest when the last one that led
        /// had left. Null where none is in.
        /// </summary>
        public string? Leader { get; private set; }

        private int LeaderIndex { get; set; } = -1;

        /// <summary>Whether a class of this name is in.</summary>
        public bool IsIn(string label)
        {
            foreach (var index in _in)
            {
                if (_labels[index] == label)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Takes in a result.</summary>
        /// <param name="labels">The names of the model's classes.</param>
        /// <param name="probabilities">One number a class.</param>
        /// <param name="label">The label among classes that share one probability, null for none; not used for independent ones.</param>
        /// <param name="independent">Whether each class has a probability of its own.</param>
        /// <param name="seconds">When the picture was taken. Where that falls, as with another clock, waiting begins anew.</param>
        public void Add(
            IReadOnlyList<string> labels, ReadOnlySpan<float> probabilities, string? label, bool independent, double seconds)
        {
            _entered.Clear();
            _left.Clear();
            TakeLabels(labels);
            var isEarlier = seconds < _seconds;
            _seconds = seconds;
            var only = independent ? -1 : IndexOf(label, probabilities);
            for (var i = 0; i < _states.Length; i++)
            {
                ref var state = ref _states[i];
                var isThere = (independent || i == only) && IsLikely(probabilities[i], state.IsThere, independent);
                if (isThere != state.IsThere || isEarlier)
                {
                    state.IsThere = isThere;
                    state.Since = seconds;
                }

                if (state.IsIn && !isThere && seconds - state.Since >= MinimumSeconds)
                {
                    Leave(i, probabilities[i]);
                }
            }

            // After all that leave: two labels of classes that share are never in at once.
            for (var i = 0; i < _states.Length; i++)
            {
                ref var state = ref _states[i];
                if (!state.IsIn && state.IsThere && seconds - state.Since >= MinimumSeconds && (independent || _in.Count == 0))
                {
                    state.IsIn = true;
                    _in.Add(i);
                    _entered.Add(new Prediction(i, labels[i], probabilities[i]));
                }
            }

            Lead(probabilities);
        }

        /// <summary>Lets all out, as when there are no results any more.</summary>
        public void Clear()
        {
            _entered.Clear();
            _left.Clear();
            for (var i = _in.Count - 1; i >= 0; i--)
            {
                Leave(_in[i], 0f);
            }

            Array.Clear(_states, 0, _states.Length);
            _seconds = double.NegativeInfinity;
            Lead(default);
        }

        private bool IsLikely(float probability, bool wasThere, bool independent)
        {
            var needed = independent && Confidence <= 0f ? MoreLikelyThanNot : Confidence;
            return probability >= (wasThere ? needed - Margin : needed);
        }

        // Names may occur twice in a model: of those the likeliest is meant.
        private int IndexOf(string? label, ReadOnlySpan<float> probabilities)
        {
            var found = -1;
            for (var i = 0; label != null && i < _labels.Count; i++)
            {
                if (_labels[i] == label && (found < 0 || probabilities[i] > probabilities[found]))
                {
                    found = i;
                }
            }

            return found;
        }

        private void Leave(int index, float probability)
        {
            _states[index].IsIn = false;
            _in.Remove(index);
            _left.Add(new Prediction(index, _labels[index], probability));
        }

        private void Lead(ReadOnlySpan<float> probabilities)
        {
            if (LeaderIndex >= 0 && _in.Contains(LeaderIndex))
            {
                return;
            }

            LeaderIndex = -1;
            foreach (var index in _in)
            {
                if (LeaderIndex < 0 || probabilities[index] > probabilities[LeaderIndex])
                {
                    LeaderIndex = index;
                }
            }

            Leader = LeaderIndex < 0 ? null : _labels[LeaderIndex];
        }

        private void TakeLabels(IReadOnlyList<string> labels)
        {
            if (ReferenceEquals(labels, _labels))
            {
                return;
            }

            var states = new ClassState[labels.Count];
            var kept = new List<int>();
            var leader = -1;
            for (var k = _in.Count - 1; k >= 0; k--)
            {
                var index = _in[k];
                var now = Find(labels, _labels[index], states);
                if (now < 0)
                {
                    Leave(index, 0f);
                    continue;
                }

                states[now] = _states[index];
                kept.Add(now);
                leader = index == LeaderIndex ? now : leader;
            }

            kept.Reverse();
            _in.Clear();
            _in.AddRange(kept);
            _labels = labels;
            _states = states;
            LeaderIndex = leader;
        }

        private static int Find(IReadOnlyList<string> labels, string label, ClassState[] taken)
        {
            for (var i = 0; i < labels.Count; i++)
            {
                if (labels[i] == label && !taken[i].IsIn)
                {
                    return i;
                }
            }

            return -1;
        }

        private struct ClassState
        {
            public bool IsThere;
            public bool IsIn;
            public double Since;
        }
    }
}
