using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Host.Demo
{
    /// <summary>Counts what the classifier says of live frames against the scene's truth.</summary>
    internal sealed class LiveEvaluation
    {
        private readonly Dictionary<string, (int Right, int All)> _byClass = [];
        private readonly List<double> _framesToLabel = [];
        private readonly List<double> _inferenceSeconds = [];

        /// <summary>Frames judged.</summary>
        public int Frames => _byClass.Values.Sum(count => count.All);

        /// <summary>The share that was right, 0 to 1.</summary>
        public double Accuracy => (double)_byClass.Values.Sum(count => count.Right) / Math.Max(1, Frames);

        /// <summary>The share that was right of each class, 0 to 1.</summary>
        public IReadOnlyDictionary<string, double> AccuracyByClass =>
            _byClass.ToDictionary(entry => entry.Key, entry => (double)entry.Value.Right / entry.Value.All);

        /// <summary>Median number of frames between a picture and its label.</summary>
        public double MedianFramesToLabel => Median(_framesToLabel);

        /// <summary>Median seconds of one inference.</summary>
        public double MedianInferenceSeconds => Median(_inferenceSeconds);

        /// <summary>Counts one frame.</summary>
        /// <returns>Whether the classifier was right.</returns>
        public bool Add(string truth, Classification result, int framesToLabel)
        {
            var isRight = result.Best.Label == truth;
            var (right, all) = _byClass.GetValueOrDefault(truth);
            _byClass[truth] = (right + (isRight ? 1 : 0), all + 1);
            _framesToLabel.Add(framesToLabel);
            _inferenceSeconds.Add(result.InferenceSeconds);
            return isRight;
        }

        private static double Median(List<double> values)
        {
            double[] sorted = [.. values.Order()];
            return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
        }
    }
}
