namespace Saccade.Preprocessing
{
    /// <summary>
    /// The resampling filters of Pillow, under the numbers that <c>preprocessor_config.json</c> writes as <c>resample</c>.
    /// </summary>
    public enum ResampleFilter
    {
        /// <summary>The source pixel that holds the centre of the output pixel. Does not antialias.</summary>
        Nearest = 0,

        /// <summary>Windowed sinc over three lobes.</summary>
        Lanczos = 1,

        /// <summary>A triangle one source pixel wide to each side, widened when the picture shrinks. ViT's default.</summary>
        Bilinear = 2,

        /// <summary>Keys' cubic with a = -0.5. DeiT's and DINOv2's default.</summary>
        Bicubic = 3,

        /// <summary>The plain mean of the source pixels that an output pixel covers.</summary>
        Box = 4,

        /// <summary>A sinc under a Hamming window one source pixel wide to each side.</summary>
        Hamming = 5,
    }
}
