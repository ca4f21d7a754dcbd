using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Files;
using Saccade.Graphs;

namespace Saccade.Inference.Onnx
{
    /// <summary>
    /// What a model's outputs mean: logits, or probabilities that become the logits that say the same, so that everything behind knows
    /// logits only. Where neither the record nor the graph's last steps tell, the numbers of the first results do.
    /// </summary>
    internal sealed class ScoreReading
    {
        // Half precision and 8 bits don't add up more exactly.
        private const double SumTolerance = 0.02;
        private const float RangeTolerance = 1e-3f;

        // What a single can't tell from nothing, or from everything.
        private const float Smallest = 1e-37f;
        private const float Largest = 1 - 6e-8f;

        private readonly string _path;
        private readonly float[] _logits;
        private readonly bool _isRecorded;

        /// <summary>Decides.</summary>
        /// <param name="graph">The file.</param>
        /// <param name="recorded">What the record says of it, else null.</param>
        /// <param name="problemType">What <c>config.json</c> says of the head.</param>
        /// <param name="first">The first results, [C] each; looked at where nothing else tells.</param>
        public ScoreReading(
            OnnxInspection graph, OutputActivation? recorded, string? problemType, IReadOnlyList<float[]> first)
        {
            _path = graph.Path;
            _logits = new float[first[0].Length];
            _isRecorded = recorded != null;
            var judged = Judge(first);
            IsAsked = graph.Found.Activation == null && judged == null;
            Activation = graph.Found.Activation ?? judged ?? OutputActivation.None;
            HasIndependentClasses = Activation == OutputActivation.Sigmoid
                || Activation == OutputActivation.None && ProblemTypes.HasIndependentClasses(problemType, _logits.Length);
            Contradiction = FindContradiction(judged, problemType);
        }

        /// <summary>What was done to the logits inside the graph.</summary>
        public OutputActivation Activation { get; }

        /// <summary>Whether that is a guess, so that a person has to say it.</summary>
        public bool IsAsked { get; }

        /// <summary>Whether each class has a probability of its own; else all share one.</summary>
        public bool HasIndependentClasses { get; }

        /// <summary>Where what is recorded, or the graph's end, and a result contradict each other; or null.</summary>
        public string? Contradiction { get; private set; }

        /// <summary>What to ask, see <see cref="IsAsked"/>.</summary>
        public string Question =>
            $"{_path}: nothing tells whether the model's outputs are logits or probabilities already: neither its last steps nor the first "
            + $"results. They are taken as logits. Say it as {OnnxRecord.Key}.{OnnxRecord.ActivationKey} in {ModelLayout.Config}, one of "
            + "none, softmax, sigmoid (Activation in the import form).";

        /// <summary>What numbers tell: null where they could be either.</summary>
        /// <param name="results">Results, [C] each.</param>
        internal static OutputActivation? Judge(IEnumerable<float[]> results)
        {
            var areProbabilities = true;
            var addUp = true;
            foreach (var result in results)
            {
                areProbabilities &= result.All(IsProbability);
                addUp &= result.Length > 1 && Math.Abs(result.Sum(value => (double)value) - 1) <= SumTolerance;
            }

            return !areProbabilities ? OutputActivation.None : addUp ? OutputActivation.Softmax : (OutputActivation?)null;
        }

        /// <summary>The logits of a result.</summary>
        /// <param name="values">[C] outputs.</param>
        /// <returns>[C] logits, until the next call.</returns>
        public ReadOnlySpan<float> ToLogits(ReadOnlySpan<float> values)
        {
            if (Activation == OutputActivation.None)
            {
                return values;
            }

            double sum = 0;
            var isInRange = true;
            for (var i = 0; i < values.Length; i++)
            {
                var value = values[i];
                isInRange &= IsProbability(value);
                sum += value;

                // What is no number stays none, and is told by whoever reads the logits.
                var probability = value < Smallest ? Smallest : value > Largest ? Largest : value;
                _logits[i] = Activation == OutputActivation.Softmax
                    ? (float)Math.Log(value > Largest ? value : probability)
                    : (float)(Math.Log(probability) - Math.Log(1 - (double)probability));
            }

            var isContradicted = !isInRange
                || Activation == OutputActivation.Softmax && Math.Abs(sum - 1) > SumTolerance;
            if (isContradicted && Contradiction == null && !double.IsNaN(sum) && !double.IsInfinity(sum))
            {
                Contradiction = Explain(isInRange ? FormattableString.Invariant($"a result adds up to {sum:0.###}")
                    : "a result is outside of 0 to 1");
            }

            return _logits;
        }

        private static bool IsProbability(float value) => value >= -RangeTolerance && value <= 1 + RangeTolerance;

        private string? FindContradiction(OutputActivation? judged, string? problemType)
        {
            if (Activation == OutputActivation.None)
            {
                return _isRecorded && judged == OutputActivation.Softmax
                    ? Explain("all results are within 0 to 1 and add up to 1, as probabilities do") : null;
            }

            if (judged == OutputActivation.None)
            {
                return Explain("a result is outside of 0 to 1");
            }

            var isMultiLabel = problemType == ProblemTypes.MultiLabel;
            if (problemType == null || isMultiLabel == (Activation == OutputActivation.Sigmoid) || _logits.Length == 1)
            {
                return Activation == OutputActivation.Softmax && _logits.Length == 1
                    ? Explain("it has a single output, which is 1 whatever the picture shows") : null;
            }

            return Explain($"{ProblemTypes.Key} in {ModelLayout.Config} is '{problemType}'");
        }

        private string Explain(string what) =>
            $"{_path}: the outputs are taken as '{OnnxRecord.Word<OutputActivation>(Activation)}', by "
            + $"{(_isRecorded ? "the record" : "the graph's last steps")}, but {what}. "
            + $"Correct {OnnxRecord.Key}.{OnnxRecord.ActivationKey} in {ModelLayout.Config} if the probabilities are wrong.";
    }
}
