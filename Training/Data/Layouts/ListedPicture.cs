namespace Saccade.Training.Data.Layouts
{
    /// <summary>A picture as a layout names it, before classes have numbers.</summary>
    /// <param name="Path">Its file.</param>
    /// <param name="Class">Its class.</param>
    /// <param name="Split">What it is for.</param>
    /// <param name="Source">What says so, for messages: a folder, or a file and line.</param>
    internal readonly record struct ListedPicture(string Path, string Class, DataSplit Split, string Source);
}
