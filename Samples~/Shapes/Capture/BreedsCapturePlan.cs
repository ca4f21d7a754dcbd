namespace Saccade.Samples.Shapes
{
    /// <summary>How large the stand-in for Oxford-IIIT Pet is.</summary>
    public sealed class BreedsCapturePlan
    {
        /// <summary>Pictures of each class in <c>trainval.txt</c>, 1 or more; the real set has about 100.</summary>
        public int TrainScenes { get; set; } = 100;

        /// <summary>Pictures of each class in <c>test.txt</c>, 1 or more; the real set has about 100.</summary>
        public int TestScenes { get; set; } = 100;

        /// <summary>Width in pixels of the pictures that lie; others stand, are square, or lower than these.</summary>
        public int Width { get; set; } = 320;

        /// <summary>Height in pixels of the pictures that lie.</summary>
        public int Height { get; set; } = 240;

        /// <summary>The first seed. Plans with one first seed share scenes; far apart, they share none.</summary>
        public int FirstSeed { get; set; }

        /// <summary>How many pictures the whole data set has.</summary>
        public int PictureCount => ShapeBreeds.All.Count * (TrainScenes + TestScenes);
    }
}
