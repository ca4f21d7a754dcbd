using System;
using System.Collections.Generic;
using Saccade.Results;
using Saccade.Serving;
using UnityEngine;
using UnityEngine.Events;

namespace Saccade
{
    /// <summary>
    /// Tells which labels a classifier begins and ceases to see, in the inspector and in code. Each label enters and leaves in turn. Of a
    /// model whose classes share one probability at most one is in; of one with independent classes several may be.
    /// </summary>
    [AddComponentMenu("Saccade/Label Events")]
    public sealed class LabelEvents : ClassifierListener
    {
        private const float LongestSeconds = 60f;

        [SerializeField]
        [Range(0f, 1f)]
        [Tooltip("Smoothed probability that a label needs. 0: none beyond being the label (0.5 where classes are independent).")]
        private float _confidence;

        [SerializeField]
        [Range(0f, LongestSeconds)]
        [Tooltip("Seconds that a label must be seen before it enters, and be gone before it leaves.")]
        private float _minimumSeconds = 0.3f;

        [SerializeField]
        [Tooltip("Called with a label that enters.")]
        private UnityEvent<string> _onEntered = new UnityEvent<string>();

        [SerializeField]
        [Tooltip("Called with a label that leaves.")]
        private UnityEvent<string> _onLeft = new UnityEvent<string>();

        [SerializeField]
        [Tooltip("Called with the label that leads when another one does, or with an empty text when none is in.")]
        private UnityEvent<string> _onChanged = new UnityEvent<string>();

        [SerializeField]
        [Tooltip("Called when the last label has left.")]
        private UnityEvent _onNone = new UnityEvent();

        private readonly LabelTracker _tracker = new LabelTracker();
        private readonly List<(Kind Kind, Prediction Label)> _pending = new List<(Kind, Prediction)>();
        private readonly Listeners<Prediction> _entered = new Listeners<Prediction>();
        private readonly Listeners<Prediction> _left = new Listeners<Prediction>();
        private readonly Listeners<string> _changed = new Listeners<string>();
        private string? _toldLeader;
        private int _told;
        private bool _isTelling;

        /// <summary>Raised on the main thread with a label that enters and its smoothed probability.</summary>
        public event Action<Prediction>? Entered
        {
            add => _entered.Add(value);
            remove => _entered.Remove(value);
        }

        /// <summary>
        /// Raised on the main thread with a label that leaves, before another enters. Its probability is 0 where there is none any more.
        /// </summary>
        public event Action<Prediction>? Left
        {
            add => _left.Add(value);
            remove => _left.Remove(value);
        }

        /// <summary>Raised on the main thread, after those, with the label that leads now; an empty text when none is in.</summary>
        public event Action<string>? Changed
        {
            add => _changed.Add(value);
            remove => _changed.Remove(value);
        }

        private enum Kind
        {
            Entered,
            Left,
            Changed,
        }

        /// <summary>
        /// Smoothed probability, 0 to 1, that a label needs; it is kept until it falls short by more than 0.05. Of classes that share one
        /// probability it must be the classifier's label besides. With 0 that is all, and an independent class needs 0.5.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
        public float Confidence
        {
            get => _confidence;
            set => _confidence = Mathf.Clamp01(Finite.Require(value, nameof(Confidence)));
        }

        /// <summary>Seconds, 0 to 60, that a label must be seen before it enters, and be gone before it leaves.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
        public float MinimumSeconds
        {
            get => _minimumSeconds;
            set => _minimumSeconds = Mathf.Clamp(Finite.Require(value, nameof(MinimumSeconds)), 0f, LongestSeconds);
        }

        /// <summary>
        /// The label that leads: the one that is in, or of several the likeliest when the last leader left. Null for none.
        /// </summary>
        public string? Current => _tracker.Leader;

        /// <summary>How many labels are in.</summary>
        public int Count => _tracker.Count;

        /// <summary>The same as <see cref="Entered"/>, to be set up in the inspector.</summary>
        public UnityEvent<string> OnEntered => _onEntered;

        /// <summary>The same as <see cref="Left"/>, to be set up in the inspector.</summary>
        public UnityEvent<string> OnLeft => _onLeft;

        /// <summary>The same as <see cref="Changed"/>, to be set up in the inspector.</summary>
        public UnityEvent<string> OnChanged => _onChanged;

        /// <summary>Called when the last label has left, after <see cref="Changed"/>.</summary>
        public UnityEvent OnNone => _onNone;

        /// <summary>Whether a label is in.</summary>
        /// <param name="label">As the model names it.</param>
        public bool IsIn(string label) => _tracker.IsIn(label);

        /// <inheritdoc/>
        private protected override void Take(IClassifier classifier, Classification result)
        {
            _tracker.Confidence = _confidence;
            _tracker.MinimumSeconds = _minimumSeconds;
            _tracker.Add(
                classifier.Labels, classifier.Probabilities, classifier.Label, result.HasIndependentClasses, result.Stamp.GameSeconds);
            Collect();
        }

        /// <inheritdoc/>
        private protected override void Lose()
        {
            _tracker.Clear();
            Collect();
        }

        private void Collect()
        {
            for (var i = 0; i < _tracker.Left.Count; i++)
            {
                _pending.Add((Kind.Left, _tracker.Left[i]));
            }

            for (var i = 0; i < _tracker.Entered.Count; i++)
            {
                _pending.Add((Kind.Entered, _tracker.Entered[i]));
            }

            if (_tracker.Leader != _toldLeader)
            {
                _toldLeader = _tracker.Leader;
                _pending.Add((Kind.Changed, new Prediction(-1, _toldLeader ?? "", 0f)));
            }

            Tell();
        }

        // A handler may disable this: what leaves by that is told after what is being told now.
        private void Tell()
        {
            if (_isTelling)
            {
                return;
            }

            _isTelling = true;
            for (_told = 0; _told < _pending.Count; _told++)
            {
                Tell(_pending[_told].Kind, _pending[_told].Label);
            }

            _pending.Clear();
            _isTelling = false;
        }

        private void Tell(Kind kind, in Prediction prediction)
        {
            var label = prediction.Label;
            switch (kind)
            {
                case Kind.Entered:
                    _entered.Tell(prediction, this);
                    InspectorListeners.Tell(_onEntered, label, this);
                    break;
                case Kind.Left:
                    _left.Tell(prediction, this);
                    InspectorListeners.Tell(_onLeft, label, this);
                    break;
                default:
                    _changed.Tell(label, _onChanged, this);
                    if (label.Length == 0)
                    {
                        InspectorListeners.Tell(_onNone, this);
                    }

                    break;
            }
        }
    }
}
