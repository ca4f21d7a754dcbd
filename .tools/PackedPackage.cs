namespace Saccade.Tools
{
    /// <summary>A package that was written as one file.</summary>
    /// <param name="Path">The file's full path.</param>
    /// <param name="Bytes">The file's size.</param>
    /// <param name="Entries">How many files are in it.</param>
    public sealed record PackedPackage(string Path, long Bytes, int Entries);
}
