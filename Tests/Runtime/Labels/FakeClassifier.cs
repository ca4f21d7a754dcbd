using System;
using System.Collections.Generic;
using Saccade.Capture;
using UnityEngine;

namespace Saccade.Runtime.Tests.Labels
{
    /// <summary>A classifier that says what the test wants, result by result.</summary>
    public sealed class FakeClassifier : MonoBehaviour, IClassifier
    {
        private float[] _probabilities = [];
        private long _frame;

        public Classification? Result { get; private set; }

        public string? Label { get; private set; }

        public ReadOnlySpan<float> Probabilities => _probabilities;

        public IReadOnlyList<string> Labels { get; private set; } = [];

        public bool IsIndependent { get; set; }

        internal void Know(params string[] labels)
        {
            Labels = labels;
            _probabilities = new float[labels.Length];
            Result = new Classification(labels, 3, null, independent: IsIndependent);
        }

        /// <summary>Sees a label, or nothing.</summary>
        internal void See(string? label, double seconds, float probability = 0.9f)
        {
            for (var i = 0; i < _probabilities.Length; i++)
            {
                _probabilities[i] = Labels[i] == label ? probability : 0.01f;
            }

            Label = label;
            Result!.Stamp = new FrameStamp(++_frame, seconds, Region.Whole);
        }

        internal void Stop()
        {
            Result = null;
            Label = null;
            _probabilities = [];
            Labels = [];
        }
    }
}
