using System;
using System.Collections.Generic;
using Saccade.Results;
using Saccade.Serving;
using UnityEngine;
using UnityEngine.Events;

namespace Saccade
{
    /// <summary>
    /// Does something when a classifier begins to see a thing, and when it no longer does: a label, how sure it must be and for how long,
    /// and two events to set up in the inspector. It enters and leaves in turn. What was entered is left when the component is disabled,
    /// when the classifier stops, and when another model doesn't know the label.
    /// </summary>
    [AddComponentMenu("Saccade/Label Trigger")]
    public sealed class LabelTrigger : ClassifierListener
    {
        private const float LongestSeconds = 60f;
        private const int Suggestions = 3;

        [SerializeField]
        [Tooltip("The label to wait for, as the model names it.")]
        private string _label = "";

        [SerializeField]
        [Range(0f, 1f)]
        [Tooltip("Smoothed probability that the label needs. 0: none beyond being the label (0.5 where classes are independent).")]
        private float _threshold = 0.5f;

        [SerializeField]
        [Range(0f, LongestSeconds)]
        [Tooltip("Seconds that the label must be seen before it is entered, and be gone before it is left.")]
        private float _minimumSeconds = 0.3f;

        [SerializeField]
        [Tooltip("Called when the label is entered.")]
        private UnityEvent _onEntered = new UnityEvent();

        [SerializeField]
        [Tooltip("Called when the label is left.")]
        private UnityEvent _onLeft = new UnityEvent();

        private readonly LabelTracker _tracker = new LabelTracker();
        private readonly Listeners<LabelTrigger> _entered = new Listeners<LabelTrigger>();
        private readonly Listeners<LabelTrigger> _left = new Listeners<LabelTrigger>();
        private IReadOnlyList<string>? _checkedLabels;
        private bool _wasTold;
        private bool _isTelling;

        [NonSerialized]
        private string? _checkedLabel;

        [NonSerialized]
        private string? _fault;

        /// <summary>Raised on the main thread when the label is entered.</summary>
        public event Action<LabelTrigger>? Entered
        {
            add => _entered.Add(value);
            remove => _entered.Remove(value);
        }

        /// <summary>Raised on the main thread when the label is left.</summary>
        public event Action<LabelTrigger>? Left
        {
            add => _left.Add(value);
            remove => _left.Remove(value);
        }

        /// <summary>The label to wait for, as the model names it.</summary>
        public string Label
        {
            get => _label;
            set
            {
                _label = value ?? "";
                TakeAgain();
            }
        }

        /// <summary>
        /// Smoothed probability, 0 to 1, that the label needs; it is kept until it falls short by more than 0.05. Of classes that share one
        /// probability it must be the classifier's label besides. With 0 that is all, and an independent class needs 0.5.
        /// </summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
        public float Threshold
        {
            get => _threshold;
            set => _threshold = Mathf.Clamp01(Finite.Require(value, nameof(Threshold)));
        }

        /// <summary>Seconds, 0 to 60, that the label must be seen before it is entered, and be gone before it is left.</summary>
        /// <exception cref="ArgumentOutOfRangeException">The value is not finite.</exception>
        public float MinimumSeconds
        {
            get => _minimumSeconds;
            set => _minimumSeconds = Mathf.Clamp(Finite.Require(value, nameof(MinimumSeconds)), 0f, LongestSeconds);
        }

        /// <summary>Whether the label is entered at present.</summary>
        public bool IsEntered { get; private set; }

        /// <summary>The same as <see cref="Entered"/>, to be set up in the inspector.</summary>
        public UnityEvent OnEntered => _onEntered;

        /// <summary>The same as <see cref="Left"/>, to be set up in the inspector.</summary>
        public UnityEvent OnLeft => _onLeft;

        /// <inheritdoc/>
        private protected override string? Fault => _fault;

        /// <inheritdoc/>
        private protected override void Take(IClassifier classifier, Classification result)
        {
            Check(classifier.Labels);
            _tracker.Confidence = _threshold;
            _tracker.MinimumSeconds = _minimumSeconds;
            _tracker.Add(
                classifier.Labels, classifier.Probabilities, classifier.Label, result.HasIndependentClasses, result.Stamp.GameSeconds);
            IsEntered = _tracker.IsIn(_label);
            Tell();
        }

        /// <inheritdoc/>
        private protected override void Lose()
        {
            _tracker.Clear();
            _checkedLabels = null;
            _fault = null;
            IsEntered = false;
            Tell();
        }

        // A handler may change what is entered, by disabling this: that is told after what is being told now.
        private void Tell()
        {
            if (_isTelling)
            {
                return;
            }

            _isTelling = true;
            while (_wasTold != IsEntered)
            {
                _wasTold = IsEntered;
                (_wasTold ? _entered : _left).Tell(this, this);
                InspectorListeners.Tell(_wasTold ? _onEntered : _onLeft, this);
            }

            _isTelling = false;
        }

        private void Check(IReadOnlyList<string> labels)
        {
            if (ReferenceEquals(labels, _checkedLabels) && _label == _checkedLabel)
            {
                return;
            }

            (_checkedLabels, _checkedLabel) = (labels, _label);
            foreach (var label in labels)
            {
                if (label == _label)
                {
                    _fault = null;
                    return;
                }
            }

            var nearest = "'" + string.Join("', '", NearestLabels.Find(_label, labels, Suggestions)) + "'";
            _fault = _label.Length == 0
                ? $"no label is set, so it never triggers: choose one of the model's {labels.Count}, such as {nearest}."
                : $"'{_label}' is no label of the model, so it never triggers. Nearest of its {labels.Count}: {nearest}.";
        }
    }
}
