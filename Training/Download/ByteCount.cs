namespace Saccade.Training.Download
{
    /// <summary>Numbers of bytes in words, with the hub's units: 1 MB is 1,000,000 bytes.</summary>
    internal static class ByteCount
    {
        internal static string Describe(long bytes) => bytes switch
        {
            >= 1_000_000_000 => $"{bytes / 1e9:0.00} GB",
            >= 1_000_000 => $"{bytes / 1e6:0.0} MB",
            >= 1_000 => $"{bytes / 1e3:0.0} kB",
            _ => $"{bytes} bytes",
        };
    }
}
