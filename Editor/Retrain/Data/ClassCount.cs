namespace Saccade.Editor
{
    /// <summary>How many pictures of one class a data set has.</summary>
    public sealed class ClassCount
    {
        /// <summary>Creates a count.</summary>
        /// <param name="name">The class.</param>
        /// <param name="train">Pictures to learn from.</param>
        /// <param name="validation">Pictures to judge by.</param>
        /// <param name="test">Pictures for the last judgement.</param>
        public ClassCount(string name, int train, int validation, int test)
        {
            Name = name;
            Train = train;
            Validation = validation;
            Test = test;
        }

        /// <summary>The class.</summary>
        public string Name { get; }

        /// <summary>Pictures to learn from.</summary>
        public int Train { get; }

        /// <summary>Pictures to judge by.</summary>
        public int Validation { get; }

        /// <summary>Pictures for the last judgement.</summary>
        public int Test { get; }
    }
}
