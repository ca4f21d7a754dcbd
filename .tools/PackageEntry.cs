namespace Saccade.Tools
{
    /// <summary>A file or folder of the package that Unity imports.</summary>
    /// <param name="Path">Relative to the package's root, with forward slashes.</param>
    /// <param name="IsFolder">Whether it is a folder.</param>
    public readonly record struct PackageEntry(string Path, bool IsFolder);
}
