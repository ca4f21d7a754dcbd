using System.IO;

namespace Saccade.Host.Demo
{
    /// <summary>What the demo is asked to do.</summary>
    /// <param name="Output">The folder that everything is written to.</param>
    /// <param name="Seed">Decides scenes, training and frames.</param>
    /// <param name="TrainScenes">Pictures of each class to learn from.</param>
    /// <param name="ValidationScenes">Pictures of each class to validate with.</param>
    /// <param name="LiveFrames">Frames to classify live.</param>
    internal sealed record DemoOptions(DirectoryInfo Output, int Seed, int TrainScenes, int ValidationScenes, int LiveFrames)
    {
        /// <summary>Width of every camera picture in pixels.</summary>
        public const int Width = 480;

        /// <summary>Height of every camera picture in pixels.</summary>
        public const int Height = 360;
    }
}
