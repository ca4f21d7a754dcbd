using System;

namespace Saccade.Preprocessing
{
    /// <summary>
    /// What turns a picture into a model's <c>pixel_values</c>: resize, centre crop, rescale, normalise, each of which can be
    /// absent. It is read from a model folder's <c>preprocessor_config.json</c> and from nowhere else, so that training and the
    /// running scene can't disagree.
    /// </summary>
    public sealed partial class PreprocessingRule
    {
        /// <summary>Colour channels of a picture: red, green, blue.</summary>
        public const int Channels = 3;

        private const int LargestSide = 1 << 14;

        private static readonly float[] One = { 1f, 1f, 1f };

        private readonly float[] _mean;
        private readonly float[] _deviation;

        private PreprocessingRule(float[] mean, float[] deviation)
        {
            _mean = mean;
            _deviation = deviation;
        }

        /// <summary>How the picture is resized.</summary>
        public ResizeMode Mode { get; private set; }

        /// <summary>Pixels: the width to stretch to, or the shortest edge. Meaningless without a resize.</summary>
        public int ResizeWidth { get; private set; }

        /// <summary>Pixels: the height to stretch to, or the shortest edge again. Meaningless without a resize.</summary>
        public int ResizeHeight { get; private set; }

        /// <summary>The resampling filter.</summary>
        public ResampleFilter Filter { get; private set; }

        /// <summary>
        /// Whether the centre is cut out after the resize; where the crop is larger than the picture, it is padded with level 0.
        /// </summary>
        public bool Crop { get; private set; }

        /// <summary>Width of the crop in pixels.</summary>
        public int CropWidth { get; private set; }

        /// <summary>Height of the crop in pixels.</summary>
        public int CropHeight { get; private set; }

        /// <summary>Where the crop begins when an odd number of pixels is cut off.</summary>
        public CropRounding CropRounding { get; private set; }

        /// <summary>Whether levels 0..255 are multiplied with <see cref="RescaleFactor"/>.</summary>
        public bool Rescale { get; private set; }

        /// <summary>The factor, usually 1/255.</summary>
        public double RescaleFactor { get; private set; }

        /// <summary>Whether the mean is subtracted and the result divided by the deviation.</summary>
        public bool Normalize { get; private set; }

        /// <summary>Mean of each channel after rescaling. [3], red first.</summary>
        public ReadOnlySpan<float> Mean => _mean;

        /// <summary>Standard deviation of each channel after rescaling, above 0. [3], red first.</summary>
        public ReadOnlySpan<float> Deviation => _deviation;

        /// <summary>Makes the rule that stretches a picture to a size and normalises every channel alike, as ViT does.</summary>
        /// <param name="width">Width in pixels, 1 to 16,384.</param>
        /// <param name="height">Height in pixels, 1 to 16,384.</param>
        /// <param name="filter">The resampling filter.</param>
        /// <param name="mean">Mean of every channel, in 0..1.</param>
        /// <param name="deviation">Deviation of every channel, above 0.</param>
        /// <exception cref="ArgumentOutOfRangeException">A size or the deviation is out of range.</exception>
        public static PreprocessingRule Stretch(
            int width, int height, ResampleFilter filter = ResampleFilter.Bilinear, float mean = 0.5f, float deviation = 0.5f)
        {
            RequireSide(width, nameof(width));
            RequireSide(height, nameof(height));
            if (!(deviation > 0))
            {
                throw new ArgumentOutOfRangeException(nameof(deviation), deviation, "Expected a number above 0.");
            }

            return new PreprocessingRule(new[] { mean, mean, mean }, new[] { deviation, deviation, deviation })
            {
                Mode = ResizeMode.Stretch,
                ResizeWidth = width,
                ResizeHeight = height,
                Filter = filter,
                Rescale = true,
                RescaleFactor = 1.0 / 255.0,
                Normalize = true,
            };
        }

        /// <summary>
        /// Makes the rule of the common fine-tuning tutorials from this one: the shortest edge is resized bilinearly and the centre cut
        /// out, in place of this rule's own resize and crop; rescale and normalisation stay.
        /// </summary>
        /// <param name="width">Width of the model's picture in pixels, 1 to 16,384.</param>
        /// <param name="height">Height of the model's picture in pixels, 1 to 16,384.</param>
        /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
        public PreprocessingRule WithCentreCrop(int width, int height)
        {
            RequireSide(width, nameof(width));
            RequireSide(height, nameof(height));
            var edge = Math.Max(width, height);
            return new PreprocessingRule(_mean, _deviation)
            {
                Mode = ResizeMode.ShortestEdge,
                ResizeWidth = edge,
                ResizeHeight = edge,
                Filter = ResampleFilter.Bilinear,
                Crop = true,
                CropWidth = width,
                CropHeight = height,
                Rescale = Rescale,
                RescaleFactor = RescaleFactor,
                Normalize = Normalize,
            };
        }

        /// <summary>
        /// Makes this rule for pictures of another size: what the model sees of a picture stays the same, in more pixels or fewer.
        /// </summary>
        /// <param name="width">Width of the model's picture in pixels, 1 to 16,384.</param>
        /// <param name="height">Height of the model's picture in pixels, 1 to 16,384.</param>
        /// <exception cref="ArgumentOutOfRangeException">A size is out of range, or what is resized before the crop would be.</exception>
        public PreprocessingRule WithPictureSize(int width, int height)
        {
            RequireSide(width, nameof(width));
            RequireSide(height, nameof(height));
            var (resizedWidth, resizedHeight) = (width, height);
            if (Mode == ResizeMode.ShortestEdge)
            {
                var edge = Math.Max(width, height);
                resizedWidth = resizedHeight = Crop ? Scale(ResizeWidth, edge, Math.Max(CropWidth, CropHeight), nameof(width)) : edge;
            }
            else if (Crop && Mode == ResizeMode.Stretch)
            {
                resizedWidth = Scale(ResizeWidth, width, CropWidth, nameof(width));
                resizedHeight = Scale(ResizeHeight, height, CropHeight, nameof(height));
            }

            return new PreprocessingRule(_mean, _deviation)
            {
                Mode = Mode,
                ResizeWidth = resizedWidth,
                ResizeHeight = resizedHeight,
                Filter = Filter,
                Crop = Crop,
                CropWidth = Crop ? width : 0,
                CropHeight = Crop ? height : 0,
                CropRounding = CropRounding,
                Rescale = Rescale,
                RescaleFactor = RescaleFactor,
                Normalize = Normalize,
            };
        }

        /// <summary>
        /// Makes the rule with the same resize and crop whose levels become a range, in place of this rule's own rescaling and
        /// normalisation.
        /// </summary>
        /// <param name="low">What level 0 becomes.</param>
        /// <param name="high">What level 255 becomes.</param>
        internal PreprocessingRule WithRange(double low, double high)
        {
            var mean = (float)-low;
            return new PreprocessingRule(new[] { mean, mean, mean }, One)
            {
                Mode = Mode,
                ResizeWidth = ResizeWidth,
                ResizeHeight = ResizeHeight,
                Filter = Filter,
                Crop = Crop,
                CropWidth = CropWidth,
                CropHeight = CropHeight,
                CropRounding = CropRounding,
                Rescale = high - low != byte.MaxValue,
                RescaleFactor = (high - low) / byte.MaxValue,
                Normalize = low != 0,
            };
        }

        /// <summary>The picture's size after the resize, before the crop.</summary>
        /// <param name="width">Source width in pixels, at least 1.</param>
        /// <param name="height">Source height in pixels, at least 1.</param>
        public (int Width, int Height) GetResizedSize(int width, int height)
        {
            switch (Mode)
            {
                case ResizeMode.Stretch:
                    return (ResizeWidth, ResizeHeight);
                case ResizeMode.ShortestEdge:
                    return width <= height
                        ? (ResizeWidth, Math.Max(1, (int)((double)ResizeWidth * height / width)))
                        : (Math.Max(1, (int)((double)ResizeHeight * width / height)), ResizeHeight);
                default:
                    return (width, height);
            }
        }

        /// <summary>The size of what the model sees.</summary>
        /// <param name="width">Source width in pixels, at least 1.</param>
        /// <param name="height">Source height in pixels, at least 1.</param>
        public (int Width, int Height) GetOutputSize(int width, int height) =>
            Crop ? (CropWidth, CropHeight) : GetResizedSize(width, height);

        /// <summary>
        /// The part of the source that the model sees, as fractions of the source: left and top from the top left corner, then
        /// width and height. (0, 0, 1, 1) without a crop; it reaches outside 0..1 where the crop pads.
        /// </summary>
        /// <param name="width">Source width in pixels, at least 1.</param>
        /// <param name="height">Source height in pixels, at least 1.</param>
        public (float Left, float Top, float Width, float Height) GetSeenRegion(int width, int height)
        {
            var (resizedWidth, resizedHeight) = GetResizedSize(width, height);
            var (outputWidth, outputHeight) = GetOutputSize(width, height);
            return (
                (float)GetCropOffset(resizedWidth, outputWidth) / resizedWidth,
                (float)GetCropOffset(resizedHeight, outputHeight) / resizedHeight,
                (float)outputWidth / resizedWidth,
                (float)outputHeight / resizedHeight);
        }

        /// <summary>Works the rule out for one source size.</summary>
        /// <param name="width">Source width in pixels, at least 1.</param>
        /// <param name="height">Source height in pixels, at least 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
        public ResizePlan Plan(int width, int height) => new ResizePlan(this, width, height);

        /// <summary>The resized pixel that a centre crop begins with; negative where it pads.</summary>
        internal int GetCropOffset(int resized, int cropped)
        {
            var rest = resized - cropped;
            if (CropRounding == CropRounding.Down)
            {
                return (int)Math.Floor(rest / 2.0);
            }

            return rest < 0 ? rest / 2 : (int)Math.Round(rest / 2.0, MidpointRounding.ToEven);
        }

        /// <summary>
        /// The value that each level of each channel becomes: rescaling and normalisation as one look-up, [3, 256] in row-major
        /// order. Both ways to the model read it, so that they agree to the last bit.
        /// </summary>
        public float[] CreateNormalizationTable()
        {
            var table = new float[Channels * 256];
            for (var channel = 0; channel < Channels; channel++)
            {
                for (var level = 0; level < 256; level++)
                {
                    var value = Rescale ? (float)(level * RescaleFactor) : level;
                    table[channel * 256 + level] = Normalize ? (value - _mean[channel]) / _deviation[channel] : value;
                }
            }

            return table;
        }

        private static void RequireSide(int side, string name)
        {
            if (side < 1 || side > LargestSide)
            {
                throw new ArgumentOutOfRangeException(name, side, $"Expected 1 to {LargestSide} pixels.");
            }
        }

        // Rounded down, as timm does it; an edge that was the crop's stays the crop's.
        private static int Scale(int edge, int cropped, int croppedBefore, string name)
        {
            var scaled = (long)edge * cropped / croppedBefore;
            return scaled <= LargestSide
                ? (int)Math.Max(1, scaled)
                : throw new ArgumentOutOfRangeException(
                    name, cropped, $"Pictures would be resized to {scaled}, more than {LargestSide} pixels.");
        }
    }
}
