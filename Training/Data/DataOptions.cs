using System.Collections.Generic;

namespace Saccade.Training.Data
{
    /// <summary>How a data set is read.</summary>
    public sealed record DataOptions
    {
        /// <summary>
        /// A model's labels. When they are this data set's classes, their order is kept and the model's head fits; otherwise, as
        /// with null, the order is the data set's own: by class id in Oxford-IIIT Pet's layout, else by name.
        /// </summary>
        public IReadOnlyList<string>? PreferredOrder { get; init; }

        /// <summary>What the choice of validation pictures depends on, where the data set doesn't make it.</summary>
        public long Seed { get; init; } = 42;

        /// <summary>How likely a picture is to validate where the data set doesn't say so, above 0 and below 1.</summary>
        public double ValidationShare { get; init; } = 0.2;

        /// <summary>
        /// Whether validation pictures are drawn where the data set names none. Otherwise <see cref="DataSet.Train"/> holds all that are
        /// not for the test, and <see cref="DataSet.Validation"/> is empty.
        /// </summary>
        public bool DrawsValidation { get; init; } = true;

        /// <summary>The parts of the run whose weights training goes on from: a picture stays in the one that it had there.</summary>
        internal RecordedParts? Recorded { get; init; }
    }
}
