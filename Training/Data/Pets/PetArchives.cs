namespace Saccade.Training.Data.Pets
{
    /// <summary>
    /// What Oxford-IIIT Pet is published as (Parkhi, Vedaldi, Zisserman and Jawahar, "Cats and Dogs", CVPR 2012). The sums are those that
    /// torchvision checks.
    /// </summary>
    internal sealed record PetArchives
    {
        /// <summary>Where Oxford has the archives.</summary>
        internal const string Home = "https://www.robots.ox.ac.uk/~vgg/data/pets/data";

        /// <summary>The pictures.</summary>
        internal PetArchive Images { get; init; } = new("images.tar.gz", "images", 791_918_971, "5c4f3ee8e5d25df40f4fd59a7f44e54c");

        /// <summary>The lists of pictures and classes, head boxes and trimaps.</summary>
        internal PetArchive Annotations { get; init; } =
            new("annotations.tar.gz", "annotations", 19_173_078, "95a8c909bbe2e81eed6a22bccdf3f68f");

        /// <summary>How many pictures <c>annotations/trainval.txt</c> lists.</summary>
        internal int TrainCount { get; init; } = 3680;

        /// <summary>How many pictures <c>annotations/test.txt</c> lists.</summary>
        internal int TestCount { get; init; } = 3669;

        /// <summary>
        /// The room in bytes that both take unpacked, generously: JPEGs don't shrink in an archive, and 18,000 small files each end in a
        /// block that is not full.
        /// </summary>
        internal long UnpackedLength { get; init; } = 1_000_000_000;

        /// <summary>What an archive may hold at most.</summary>
        internal UnpackLimits Limits { get; init; } = new();
    }
}
