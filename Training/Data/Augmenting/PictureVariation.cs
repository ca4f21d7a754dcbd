using System;
using Saccade.Training.Randomness;

namespace Saccade.Training.Data.Augmenting
{
    /// <summary>
    /// What else changes training pictures, besides their crop and mirror image: torchvision's <c>RandomVerticalFlip</c>,
    /// <c>RandomRotation</c>, <c>ColorJitter</c> and <c>RandomErasing</c>, in this order. Nothing by default.
    /// </summary>
    public sealed record PictureVariation
    {
        private static readonly PictureVariation None = new();

        /// <summary>Whether every other picture, by chance, is turned upside down.</summary>
        public bool VerticalFlip { get; init; }

        /// <summary>The largest angle in degrees, 0 to 180: pictures are rotated by as much either way; outside is black.</summary>
        public double Rotation { get; init; }

        /// <summary>How far the brightness may change, 0 or more: its factor is even between 1 - X, or 0, and 1 + X.</summary>
        public double Brightness { get; init; }

        /// <summary>How far the contrast may change; its factor as that of <see cref="Brightness"/>.</summary>
        public double Contrast { get; init; }

        /// <summary>How far the saturation may change; its factor as that of <see cref="Brightness"/>.</summary>
        public double Saturation { get; init; }

        /// <summary>How far the hue may change either way, 0 to 0.5 of the circle of colours.</summary>
        public double Hue { get; init; }

        /// <summary>How often a rectangle of the picture is erased, 0 to 1.</summary>
        public double Erasing { get; init; }

        /// <summary>Whether there is any.</summary>
        internal bool IsAny => this != None;

        /// <summary>Changes a picture, but for erasing, which comes after normalisation.</summary>
        /// <param name="levels">[height, width, 3]; replaced.</param>
        /// <param name="width">Pixels.</param>
        /// <param name="random">The sample's random numbers.</param>
        internal void Apply(Span<byte> levels, int width, ref SampleRandom random)
        {
            if (VerticalFlip && random.NextInt(2) == 1)
            {
                Warp.TurnOver(levels, width);
            }

            if (Rotation > 0)
            {
                Warp.Rotate(levels, width, random.NextDouble(-Rotation, Rotation));
            }

            ColorJitter.Choose(this, ref random).Apply(levels);
        }
    }
}
