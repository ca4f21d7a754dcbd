using System.Collections.Generic;
using System.IO;
using System.Linq;
using Saccade.Training.Data.Inventory;
using Saccade.Training.Data.Layouts;

namespace Saccade.Training.Data
{
    /// <summary>What a data set holds, without a picture decoded.</summary>
    /// <param name="Layout">Which layout was recognised.</param>
    /// <param name="Description">The layout, what it holds and how it is split, in words.</param>
    /// <param name="ValidationDrawn">Whether validation pictures are drawn by chance, because none are named.</param>
    /// <param name="Classes">Pictures of each class.</param>
    /// <param name="Empty">Files without a byte, at most ten: none of them can be read.</param>
    /// <param name="Account">Every file, and what became of it.</param>
    internal sealed record DataCounts(
        DataLayout Layout,
        string Description,
        bool ValidationDrawn,
        IReadOnlyList<DataCounts.ClassCount> Classes,
        IReadOnlyList<string> Empty,
        DataAccount Account)
    {
        private const int MaxEmpty = 10;

        /// <summary>Counts a data set.</summary>
        internal static DataCounts Read(DataSet data)
        {
            var splits = new[] { data.Train, data.Validation, data.Test };
            var counts = splits.Select(split => ClassBalance.Count(split, data.Labels.Count)).ToArray();
            var classes = data.Labels.Select((name, i) => new ClassCount(
                name, counts[0][i], counts[1][i], counts[2][i]));
            var empty = splits.SelectMany(split => split)
                .Select(file => file.Path)
                .Where(file => new FileInfo(file) is { Exists: true, Length: 0 });
            return new DataCounts(
                data.Layout, data.Description, data.IsValidationDrawn, [.. classes], [.. empty.Take(MaxEmpty)], data.Account);
        }

        /// <summary>Pictures of one class in the splits.</summary>
        internal sealed record ClassCount(string Name, int Train, int Validation, int Test);
    }
}
