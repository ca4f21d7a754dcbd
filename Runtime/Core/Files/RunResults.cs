namespace Saccade.Files
{
    /// <summary>
    /// What a finished run says for programs of the validation pictures, in the folder <c>training/</c>: two JSON objects whose fields
    /// are the properties here in camelCase, in this order, and a small picture of each mistake.
    /// </summary>
    internal static class RunResults
    {
        /// <summary>The file with <see cref="Confusion"/>.</summary>
        public const string ConfusionFile = "confusion.json";

        /// <summary>The file with <see cref="MistakeList"/>.</summary>
        public const string MistakesFile = "mistakes.json";

        /// <summary>The folder of the pictures.</summary>
        public const string MistakesFolder = "mistakes";

        /// <summary>The version of both files.</summary>
        public const int Version = 1;

        /// <summary>What was taken for what.</summary>
        public sealed class Confusion
        {
            /// <summary><see cref="RunResults.Version"/>.</summary>
            public int Version { get; set; }

            /// <summary>The class names in the order of the logits.</summary>
            public string[]? Classes { get; set; }

            /// <summary>Pictures: a row is the truth, a column what the model took it for.</summary>
            public int[][]? Counts { get; set; }
        }

        /// <summary>The worst mistakes, the worst first.</summary>
        public sealed class MistakeList
        {
            /// <summary><see cref="RunResults.Version"/>.</summary>
            public int Version { get; set; }

            /// <summary>The mistakes.</summary>
            public Mistake[]? Mistakes { get; set; }
        }

        /// <summary>A picture that the model took for something else.</summary>
        public sealed class Mistake
        {
            /// <summary>Its path within the data set.</summary>
            public string? Name { get; set; }

            /// <summary>What it shows.</summary>
            public string? Truth { get; set; }

            /// <summary>What it was taken for.</summary>
            public string? Guess { get; set; }

            /// <summary>How sure the model was of that, 0..1.</summary>
            public float Probability { get; set; }

            /// <summary>How likely the truth seemed, 0..1.</summary>
            public float TruthProbability { get; set; }

            /// <summary>The small picture, relative to the folder <c>training/</c>.</summary>
            public string? Picture { get; set; }
        }
    }
}
