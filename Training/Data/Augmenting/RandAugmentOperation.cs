namespace Saccade.Training.Data.Augmenting
{
    /// <summary>What RandAugment may do to a picture, in torchvision's order.</summary>
    internal enum RandAugmentOperation
    {
        Identity,
        ShearX,
        ShearY,
        TranslateX,
        TranslateY,
        Rotate,
        Brightness,
        Color,
        Contrast,
        Sharpness,
        Posterize,
        Solarize,
        AutoContrast,
        Equalize,
    }
}
