using System;
using System.Collections.Generic;
using System.Linq;

namespace Saccade.Models.Families
{
    /// <summary>
    /// What an image processor of Hugging Face does where a <c>preprocessor_config.json</c> is silent; its type decides nothing else. A
    /// crop is never silent here: without <c>crop_size</c> or <c>do_center_crop</c> there is none.
    /// </summary>
    internal sealed class ImageProcessor
    {
        /// <summary>Pillow's number of the bilinear filter.</summary>
        public const int Bilinear = 2;

        /// <summary>Pillow's number of the bicubic filter.</summary>
        public const int Bicubic = 3;

        /// <summary>Brings levels 0..1 to -1..1, as mean and as deviation.</summary>
        public static readonly IReadOnlyList<float> Half = new[] { 0.5f, 0.5f, 0.5f };

        private static readonly ImageProcessor Other = new ImageProcessor(false, Bilinear, (Half, Half));

        private readonly string[] _types;

        /// <param name="isSquare">Whether a size that is one number means a square, rather than the shortest edge.</param>
        /// <param name="resample">Pillow's number of the filter.</param>
        /// <param name="levels">What each channel is normalised by.</param>
        /// <param name="types">What the names of its types begin with, today's first.</param>
        public ImageProcessor(
            bool isSquare, int resample, (IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation) levels, params string[] types)
        {
            IsSquare = isSquare;
            Resample = resample;
            (Mean, Deviation) = levels;
            _types = types;
        }

        /// <summary>Whether a size that is one number means a square, rather than the shortest edge.</summary>
        public bool IsSquare { get; }

        /// <summary>Pillow's number of the filter.</summary>
        public int Resample { get; }

        /// <summary>Mean of each channel, [3].</summary>
        public IReadOnlyList<float> Mean { get; }

        /// <summary>Deviation of each channel, [3].</summary>
        public IReadOnlyList<float> Deviation { get; }

        /// <summary>What the name of its type begins with.</summary>
        public string Type => _types[0];

        /// <summary>Finds the processor of a type among those of all families.</summary>
        /// <param name="type">As the file names it, such as <c>ViTImageProcessor</c>.</param>
        /// <param name="families">The processors to find it among.</param>
        /// <returns>One that does what most do where no family has it.</returns>
        public static ImageProcessor Find(string type, IEnumerable<ImageProcessor> families) =>
            families.FirstOrDefault(known => known._types.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal))) ?? Other;
    }
}
