using System.Collections.Generic;

namespace Saccade.Samples.Shapes
{
    /// <summary>What a data set of shapes is made of.</summary>
    public sealed class ShapesCapturePlan
    {
        /// <summary>The classes to show, each in as many scenes as the others.</summary>
        public IReadOnlyList<string> Classes { get; set; } = ShapesCatalogue.NewClasses;

        /// <summary>Scenes of each class to learn from.</summary>
        public int TrainScenes { get; set; } = 60;

        /// <summary>Scenes of each class to choose by.</summary>
        public int ValidationScenes { get; set; } = 15;

        /// <summary>Scenes of each class to judge by.</summary>
        public int TestScenes { get; set; } = 15;

        /// <summary>Pictures of each scene, each with another pose. More scenes teach more than more pictures of the same.</summary>
        public int FramesPerScene { get; set; } = 1;

        /// <summary>Width of the pictures in pixels.</summary>
        public int Width { get; set; } = 320;

        /// <summary>Height of the pictures in pixels.</summary>
        public int Height { get; set; } = 240;

        /// <summary>The first seed. Plans with one first seed share scenes; far apart, they share none.</summary>
        public int FirstSeed { get; set; }

        /// <summary>How many pictures the whole data set has.</summary>
        public int PictureCount => Classes.Count * (TrainScenes + ValidationScenes + TestScenes) * FramesPerScene;

        internal int ScenesOf(ShapesSplit split) => split switch
        {
            ShapesSplit.Train => TrainScenes,
            ShapesSplit.Validation => ValidationScenes,
            _ => TestScenes,
        };
    }
}
