namespace Saccade
{
    /// <summary>One class that a picture may show.</summary>
    public readonly struct Prediction
    {
        /// <summary>Creates a prediction.</summary>
        /// <param name="index">The class's place among the logits.</param>
        /// <param name="label">The class's name.</param>
        /// <param name="probability">The class's probability, 0 to 1.</param>
        public Prediction(int index, string label, float probability)
        {
            Index = index;
            Label = label;
            Probability = probability;
        }

        /// <summary>The class's place among the logits, 0 to C-1.</summary>
        public int Index { get; }

        /// <summary>The class's name, as the model's <c>id2label</c> has it.</summary>
        public string Label { get; }

        /// <summary>
        /// The class's probability, 0 to 1: its share of one or, see <see cref="Classification.HasIndependentClasses"/>, its own.
        /// </summary>
        public float Probability { get; }
    }
}
