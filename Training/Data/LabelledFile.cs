using System.Collections.Generic;
using System.Linq;

namespace Saccade.Training.Data
{
    /// <summary>One picture of a data set.</summary>
    /// <param name="Path">Its file.</param>
    /// <param name="Label">The index of its class; -1 where it may show several.</param>
    public readonly record struct LabelledFile(string Path, int Label)
    {
        /// <summary>The indices of all classes that it shows, ascending, perhaps none; null where each picture shows one.</summary>
        public IReadOnlyList<int>? Several { get; init; }

        /// <summary>The indices of the classes that it shows, whether it may show several or not.</summary>
        internal IReadOnlyList<int> Labels => Several ?? [Label];

        /// <summary>A picture that may show several classes.</summary>
        /// <param name="path">Its file.</param>
        /// <param name="labels">The indices of its classes.</param>
        internal static LabelledFile ShowingSeveral(string path, IEnumerable<int> labels) =>
            new LabelledFile(path, -1) { Several = labels.Distinct().Order().ToArray() };
    }
}
