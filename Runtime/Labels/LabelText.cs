using System;
using System.Collections.Generic;
using System.Globalization;
using Saccade.Serving;
using UnityEngine;
using UnityEngine.Events;

namespace Saccade
{
    /// <summary>
    /// The classifier's label as a text for a game's own UI: hang a text's <c>text</c> into <see cref="OnChanged"/> in the inspector, or
    /// read <see cref="Text"/>. It changes only when what would be read changes.
    /// </summary>
    [AddComponentMenu("Saccade/Label Text")]
    public sealed class LabelText : ClassifierListener
    {
        // More texts than a game shows; beyond them they are made anew.
        private const int Capacity = 1024;

        [SerializeField]
        [Tooltip("Whether the smoothed probability stands behind the label, in percent.")]
        private bool _showsProbability;

        [SerializeField]
        [Tooltip("What is shown while there is no label.")]
        private string _noneText = "";

        [SerializeField]
        [Tooltip("Called with the text when it changes; at first with None Text.")]
        private UnityEvent<string> _onChanged = new UnityEvent<string>();

        private readonly Dictionary<(string Label, int Percent), string> _texts = new Dictionary<(string, int), string>();

        private readonly Listeners<string> _changed = new Listeners<string>();

        [NonSerialized]
        private string? _text;

        /// <summary>Raised on the main thread when the text has changed.</summary>
        public event Action<string>? Changed
        {
            add => _changed.Add(value);
            remove => _changed.Remove(value);
        }

        /// <summary>Whether the smoothed probability stands behind the label, in percent.</summary>
        public bool ShowsProbability
        {
            get => _showsProbability;
            set
            {
                _showsProbability = value;
                TakeAgain();
            }
        }

        /// <summary>What is shown while there is no label.</summary>
        public string NoneText
        {
            get => _noneText;
            set
            {
                _noneText = value ?? "";
                TakeAgain();
            }
        }

        /// <summary>
        /// The label, with its probability where that is wanted, or <see cref="NoneText"/>. A class too unlikely for the classifier's
        /// threshold is no label.
        /// </summary>
        public string Text => _text ?? _noneText;

        /// <summary>The same as <see cref="Changed"/>, to be set up in the inspector.</summary>
        public UnityEvent<string> OnChanged => _onChanged;

        /// <inheritdoc/>
        private protected override void Take(IClassifier classifier, Classification result)
        {
            var label = classifier.Label;
            Set(label == null ? _noneText : _showsProbability ? Describe(label, ProbabilityOf(label, classifier)) : label);
        }

        /// <inheritdoc/>
        private protected override void Lose() => Set(_noneText);

        private static float ProbabilityOf(string label, IClassifier classifier)
        {
            var largest = 0f;
            for (var i = 0; i < classifier.Labels.Count; i++)
            {
                if (classifier.Labels[i] == label)
                {
                    largest = Mathf.Max(largest, classifier.Probabilities[i]);
                }
            }

            return largest;
        }

        private void OnEnable() => Set(_noneText);

        private string Describe(string label, float probability)
        {
            var key = (label, Mathf.RoundToInt(Mathf.Clamp01(probability) * 100f));
            if (!_texts.TryGetValue(key, out var text))
            {
                if (_texts.Count == Capacity)
                {
                    _texts.Clear();
                }

                text = string.Format(CultureInfo.InvariantCulture, "{0} {1} %", key.Item1, key.Item2);
                _texts.Add(key, text);
            }

            return text;
        }

        private void Set(string text)
        {
            if (text != _text)
            {
                _text = text;
                _changed.Tell(text, _onChanged, this);
            }
        }
    }
}
