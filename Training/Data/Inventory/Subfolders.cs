using System.Collections.Generic;

namespace Saccade.Training.Data.Inventory
{
    /// <summary>A class of which pictures lie in subfolders.</summary>
    /// <param name="Class">The class.</param>
    /// <param name="Own">Pictures of it that lie in no subfolder.</param>
    /// <param name="Folders">Its subfolders' names, and how many pictures lie in each, at any depth.</param>
    internal sealed record Subfolders(string Class, int Own, IReadOnlyList<Subfolders.Folder> Folders)
    {
        /// <summary>One of them.</summary>
        internal sealed record Folder(string Name, int Pictures);
    }
}
