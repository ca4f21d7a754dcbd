namespace Saccade.Editor
{
    /// <summary>A validation picture that the model took for something else.</summary>
    public sealed class WorstMistake
    {
        internal WorstMistake(string name, string truth, string guess, double probability, string picture)
        {
            Name = name;
            Truth = truth;
            Guess = guess;
            Probability = probability;
            Picture = picture;
        }

        /// <summary>Its path within the data set.</summary>
        public string Name { get; }

        /// <summary>What it shows.</summary>
        public string Truth { get; }

        /// <summary>What it was taken for.</summary>
        public string Guess { get; }

        /// <summary>How sure the model was of that, 0..1.</summary>
        public double Probability { get; }

        /// <summary>The file with the small picture.</summary>
        public string Picture { get; }
    }
}
