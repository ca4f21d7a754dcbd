namespace Saccade.Files
{
    /// <summary>
    /// What a finished run says for programs of the validation pictures, in the folder <c>training/</c>: JSON objects whose fields are the
    /// properties here in camelCase, in this order, and a small picture of each mistake. A run whose pictures show one class writes
    /// <see cref="ConfusionFile"/>, one whose pictures may show several <see cref="MultiLabelFile"/>.
    /// </summary>
    internal static class RunResults
    {
        /// <summary>The file with <see cref="Confusion"/>.</summary>
        public const string ConfusionFile = "confusion.json";

        /// <summary>The file with <see cref="MultiLabel"/>.</summary>
        public const string MultiLabelFile = "multi-label.json";

        /// <summary>The file with <see cref="MistakeList"/>.</summary>
        public const string MistakesFile = "mistakes.json";

        /// <summary>The folder of the pictures.</summary>
        public const string MistakesFolder = "mistakes";

        /// <summary>The version of these files.</summary>
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

        /// <summary>How well classes are found of which a picture may show several.</summary>
        public sealed class MultiLabel
        {
            /// <summary><see cref="RunResults.Version"/>.</summary>
            public int Version { get; set; }

            /// <summary>Mean average precision over the classes, 0..1.</summary>
            public double MeanAveragePrecision { get; set; }

            /// <summary>Mean F1 over the classes, 0..1.</summary>
            public double MacroF1 { get; set; }

            /// <summary>F1 over all classes of all pictures together, 0..1.</summary>
            public double MicroF1 { get; set; }

            /// <summary>Mean F1 over the pictures, 0..1.</summary>
            public double SamplesF1 { get; set; }

            /// <summary>The classes in the order of the logits.</summary>
            public FoundClass[]? Classes { get; set; }
        }

        /// <summary>How well one class is found.</summary>
        public sealed class FoundClass
        {
            /// <summary>The class.</summary>
            public string? Name { get; set; }

            /// <summary>Pictures that show it.</summary>
            public int Pictures { get; set; }

            /// <summary>The area under precision over recall, 0..1; absent where no picture shows the class.</summary>
            public double? AveragePrecision { get; set; }

            /// <summary>Share of the pictures said to show it that do, 0..1.</summary>
            public double Precision { get; set; }

            /// <summary>Share of the pictures showing it that were found, 0..1.</summary>
            public double Recall { get; set; }

            /// <summary>Harmonic mean of the two, 0..1.</summary>
            public double F1 { get; set; }

            /// <summary>From which probability on it counts as shown.</summary>
            public double Threshold { get; set; }
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

            /// <summary>What it shows; several classes with <c>, </c> between them, perhaps none.</summary>
            public string? Truth { get; set; }

            /// <summary>What it was taken for.</summary>
            public string? Guess { get; set; }

            /// <summary>How sure the model was of that, 0..1; of several classes, of the one that it was most wrong about.</summary>
            public float Probability { get; set; }

            /// <summary>How likely the truth seemed, 0..1.</summary>
            public float TruthProbability { get; set; }

            /// <summary>The small picture, relative to the folder <c>training/</c>.</summary>
            public string? Picture { get; set; }
        }
    }
}
