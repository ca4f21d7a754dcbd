using System.Collections.Generic;
using System.Linq;

namespace Saccade.Training.Data
{
    /// <summary>Makes up for classes that have fewer pictures than others.</summary>
    internal static class ClassBalance
    {
        /// <summary>
        /// What each class is to count. Where a picture shows one class: scikit-learn's "balanced", n / (C x count). Where it may show
        /// several: how many pictures don't show the class for each that does.
        /// </summary>
        /// <param name="files">The training pictures.</param>
        /// <param name="classes">Number of classes, C; each is shown by one picture at least.</param>
        internal static float[] WeighClasses(IReadOnlyList<LabelledFile> files, int classes)
        {
            var counts = Count(files, classes);
            var isMultiLabel = files.Any(file => file.Several is not null);

            // A class that every picture shows would weigh nothing, and would never be learnt.
            return counts.Select(count => isMultiLabel
                ? count == files.Count ? 1 : (float)((double)(files.Count - count) / count)
                : (float)(files.Count / ((double)classes * count))).ToArray();
        }

        /// <summary>
        /// How likely each picture is to be dealt so that all classes are equally: the inverse of how many pictures its rarest class has.
        /// Pictures that show none are a class of their own.
        /// </summary>
        /// <param name="files">The training pictures.</param>
        /// <param name="classes">Number of classes.</param>
        internal static double[] WeighPictures(IReadOnlyList<LabelledFile> files, int classes)
        {
            var counts = Count(files, classes);
            var bare = files.Count(file => file.Labels.Count == 0);
            return files.Select(file => 1.0 / (file.Labels.Count == 0 ? bare : file.Labels.Min(label => counts[label]))).ToArray();
        }

        /// <summary>Pictures that show each class.</summary>
        internal static int[] Count(IReadOnlyList<LabelledFile> files, int classes)
        {
            var counts = new int[classes];
            foreach (var label in files.SelectMany(file => file.Labels))
            {
                counts[label]++;
            }

            return counts;
        }
    }
}
