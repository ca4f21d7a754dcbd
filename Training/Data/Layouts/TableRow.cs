using System.Collections.Generic;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>What a table says of a picture.</summary>
    /// <param name="File">Its file, as the table writes it.</param>
    /// <param name="Classes">The classes that it shows, each once; one unless the table can name several.</param>
    /// <param name="Split">What it is for; null where the table doesn't say.</param>
    /// <param name="Source">The table and the line, for messages.</param>
    internal readonly record struct TableRow(string File, IReadOnlyList<string> Classes, DataSplit? Split, string Source);
}
