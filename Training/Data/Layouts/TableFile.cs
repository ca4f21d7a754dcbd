using System;
using System.IO;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>A table that says of which class pictures are.</summary>
    /// <param name="Path">Its file.</param>
    /// <param name="Split">What all of its pictures are for; null where it says so itself, or nothing.</param>
    internal sealed record TableFile(string Path, DataSplit? Split = null)
    {
        /// <summary>What its file is called, without the ending.</summary>
        internal string Stem => System.IO.Path.GetFileNameWithoutExtension(Path);

        /// <summary>Why it isn't a table of pictures at all; null where it is one, though rows of it may be wrong.</summary>
        internal string? FindProblem()
        {
            try
            {
                if (LabelLines.IsLines(Path))
                {
                    LabelLines.RequireHeading(Path);
                }
                else
                {
                    LabelTable.RequireHeading(Path);
                }

                return null;
            }
            catch (TrainingException refused)
            {
                return refused.Message;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return $"{Path}: can't be read. {failure.Message.TrimEnd('.')}.";
            }
        }

        internal TableContent Read() => LabelLines.IsLines(Path) ? LabelLines.Read(Path) : LabelTable.Read(Path);

        internal static bool IsTable(string path) => LabelTable.IsTable(path) || LabelLines.IsLines(path);
    }
}
