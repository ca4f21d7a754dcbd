namespace Saccade.Samples.Shapes.Capture
{
    /// <summary>One picture of the stand-in for Oxford-IIIT Pet.</summary>
    internal sealed class BreedPicture
    {
        public BreedPicture(ShapeBreed breed, ShapesSplit split, int number, int seed)
        {
            Breed = breed;
            Split = split;
            Number = number;
            Seed = seed;
        }

        public ShapeBreed Breed { get; }

        public ShapesSplit Split { get; }

        /// <summary>Counts the breed's pictures from 1, those of the test split after those to learn from.</summary>
        public int Number { get; }

        public int Seed { get; }

        public string Name => $"{Breed.Name}_{Number}";
    }
}
