using System.Collections.Generic;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>What a table says.</summary>
    /// <param name="Rows">The rows, in their order.</param>
    /// <param name="CanNameSeveral">Whether it is written so that a row could name several classes, or none.</param>
    internal sealed record TableContent(IReadOnlyList<TableRow> Rows, bool CanNameSeveral)
    {
        /// <summary>The classes that its heading names, whether a picture shows them or not.</summary>
        public IReadOnlyList<string> Named { get; init; } = [];
    }
}
