using System.Globalization;

namespace Saccade.Editor.Capture
{
    /// <summary>One picture of a data set.</summary>
    internal readonly struct PlannedPicture
    {
        public PlannedPicture(string className, int scene, int frame, string split, string file)
        {
            ClassName = className;
            Scene = scene;
            Frame = frame;
            Split = split;
            File = file;
        }

        public string ClassName { get; }

        /// <summary>Which arrangement, from 0.</summary>
        public int Scene { get; }

        /// <summary>Which picture of the arrangement, from 0.</summary>
        public int Frame { get; }

        /// <summary><c>train</c>, <c>validation</c> or <c>test</c>.</summary>
        public string Split { get; }

        /// <summary>Where it lies in the data set's folder, with slashes.</summary>
        public string File { get; }

        public static string FileOf(string split, string className, int seed, int scene, int frame) =>
            string.Format(CultureInfo.InvariantCulture, "{0}/{1}/{2}-{3:D5}-{4:D2}.png", split, className, seed, scene, frame);
    }
}
