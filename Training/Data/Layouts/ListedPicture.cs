using System.Collections.Generic;

namespace Saccade.Training.Data.Layouts
{
    /// <summary>A picture as a layout names it, before classes have numbers.</summary>
    /// <param name="Path">Its file.</param>
    /// <param name="Class">Its class; empty where it may show several.</param>
    /// <param name="Split">What it is for.</param>
    /// <param name="Source">What says so, for messages: a folder, or a file and line.</param>
    internal readonly record struct ListedPicture(string Path, string Class, DataSplit Split, string Source)
    {
        /// <summary>All classes that it shows, perhaps none; null where each picture shows one.</summary>
        public IReadOnlyList<string>? Several { get; init; }

        /// <summary>The classes that it shows, whether it may show several or not.</summary>
        internal IReadOnlyList<string> Classes => Several ?? [Class];
    }
}
