namespace Saccade.Preprocessing
{
    /// <summary>Where a centre crop begins when an odd number of pixels is cut off, so that no centre is exact.</summary>
    public enum CropRounding
    {
        /// <summary>Rounded down, and the odd pixel of padding before the picture: Hugging Face's image processors.</summary>
        Down,

        /// <summary>Half a pixel to the even one, and the odd pixel of padding after the picture: torchvision, and so timm.</summary>
        HalfToEven,
    }
}
