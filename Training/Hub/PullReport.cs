namespace Saccade.Training.Hub
{
    /// <summary>What a pull has done.</summary>
    /// <param name="Output">The model folder, as a full path.</param>
    /// <param name="Commit">The commit that its files are of.</param>
    /// <param name="Bytes">The length of its files together.</param>
    /// <param name="WasThere">Whether every file was there already, so that nothing was changed.</param>
    internal sealed record PullReport(string Output, string Commit, long Bytes, bool WasThere);
}
