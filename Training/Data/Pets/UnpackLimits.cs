namespace Saccade.Training.Data.Pets
{
    /// <summary>How much an archive may hold, so that a small one can't fill the disk.</summary>
    internal sealed record UnpackLimits
    {
        /// <summary>The most entries: images.tar.gz has about 7,400 and annotations.tar.gz, with its litter, less than 20,000.</summary>
        internal int Entries { get; init; } = 50_000;

        /// <summary>The most bytes of one entry: the largest pictures have a few million.</summary>
        internal long EntryLength { get; init; } = 64_000_000;

        /// <summary>The most bytes of all that is decompressed: the pictures have about 800 million.</summary>
        internal long TotalLength { get; init; } = 2_000_000_000;
    }
}
