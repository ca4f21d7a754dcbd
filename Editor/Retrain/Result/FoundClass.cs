namespace Saccade.Editor
{
    /// <summary>How well a class is found of which a picture may show others too.</summary>
    public sealed class FoundClass
    {
        internal FoundClass(string name, int pictures, double averagePrecision, double f1, double threshold)
        {
            Name = name;
            Pictures = pictures;
            AveragePrecision = averagePrecision;
            F1 = f1;
            Threshold = threshold;
        }

        /// <summary>The class.</summary>
        public string Name { get; }

        /// <summary>Validation pictures that show it.</summary>
        public int Pictures { get; }

        /// <summary>The area under precision over recall, 0..1; negative where no validation picture shows it.</summary>
        public double AveragePrecision { get; }

        /// <summary>Harmonic mean of precision and recall, 0..1.</summary>
        public double F1 { get; }

        /// <summary>From which probability on it counts as shown.</summary>
        public double Threshold { get; }
    }
}
