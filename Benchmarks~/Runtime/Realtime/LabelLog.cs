using System;
using System.Collections.Generic;
using System.Diagnostics;
using UnityEngine;

namespace Saccade.Benchmarks.Runtime.Realtime
{
    /// <summary>
    /// Notes when a camera has rendered and when the label of that frame is there, by a clock of its own rather than by what the
    /// classifier says of itself. Stands before the classifier on its camera, so that the encode is part of the latency.
    /// </summary>
    internal sealed class LabelLog : MonoBehaviour
    {
        // More frames than any label takes.
        private const int Remembered = 4096;

        private readonly long[] _rendered = new long[Remembered];
        private readonly List<Label> _labels = new List<Label>(4096);
        private VitClassifier _classifier = null!;

        /// <summary>Whether labels are noted; off while a way warms up.</summary>
        public bool IsNoting { get; set; }

        /// <summary>The labels that were noted.</summary>
        public IReadOnlyList<Label> Labels => _labels;

        /// <summary>Listens to the camera's classifier.</summary>
        /// <param name="classifier">It comes after this component on the same object.</param>
        public void Attach(VitClassifier classifier)
        {
            _classifier = classifier;
            _classifier.Classified += Note;
        }

        private void OnPostRender() => _rendered[Time.frameCount % Remembered] = Stopwatch.GetTimestamp();

        private void OnDestroy() => _classifier.Classified -= Note;

        private void Note(Classification result)
        {
            var taken = (int)result.Frame;
            var frames = Time.frameCount - taken;
            if (!IsNoting || frames >= Remembered || _labels.Count == _labels.Capacity)
            {
                return;
            }

            // This frame's camera has not rendered yet: the last interval that there is ends with the frame before.
            var last = Math.Max(taken, Time.frameCount - 1);
            var first = Math.Min(taken, last - 1);
            var rendered = _rendered[taken % Remembered];
            _labels.Add(new Label(
                Stopwatch.GetElapsedTime(rendered).TotalMilliseconds,
                result.InferenceSeconds * 1000,
                Stopwatch.GetElapsedTime(_rendered[first % Remembered], _rendered[last % Remembered]).TotalMilliseconds / (last - first),
                frames));
        }

        /// <summary>One label.</summary>
        /// <param name="Latency">Milliseconds from the camera having rendered to the result on the main thread.</param>
        /// <param name="Inference">Milliseconds that the model took.</param>
        /// <param name="Interval">Milliseconds from one frame to the next while it was on its way, on average.</param>
        /// <param name="Frames">How many frames later than its picture it came.</param>
        internal readonly record struct Label(double Latency, double Inference, double Interval, int Frames);
    }
}
