using System.Collections.Generic;

namespace Saccade.Editor
{
    /// <summary>How well classes are found of which a picture may show several.</summary>
    public sealed class MultiLabelFigures
    {
        internal MultiLabelFigures(
            double meanAveragePrecision, double macroF1, double microF1, double samplesF1, IReadOnlyList<FoundClass> classes)
        {
            MeanAveragePrecision = meanAveragePrecision;
            MacroF1 = macroF1;
            MicroF1 = microF1;
            SamplesF1 = samplesF1;
            Classes = classes;
        }

        /// <summary>Mean average precision over the classes, 0..1.</summary>
        public double MeanAveragePrecision { get; }

        /// <summary>Mean F1 over the classes, 0..1.</summary>
        public double MacroF1 { get; }

        /// <summary>F1 over all classes of all pictures together, 0..1.</summary>
        public double MicroF1 { get; }

        /// <summary>Mean F1 over the pictures, 0..1.</summary>
        public double SamplesF1 { get; }

        /// <summary>The classes in the order of the logits.</summary>
        public IReadOnlyList<FoundClass> Classes { get; }
    }
}
