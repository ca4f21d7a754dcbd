using Silk.NET.OpenGL;

namespace Saccade.OpenGL.Encoding
{
    /// <summary>
    /// The formats of what a camera renders into (RGBA8, sRGB, RGB10A2, RGBA16, R11G11B10F, half and whole floats) and what is stored in
    /// them: levels, as a screenshot saves them, or light.
    /// </summary>
    internal static class TargetFormats
    {
        // Formats that Silk.NET's enumeration of sized formats doesn't have, in the registry's numbers.
        private const int Srgb = 0x8C40;
        private const int SrgbAlpha = 0x8C42;
        private const int CompressedSrgb = 0x8C48;
        private const int CompressedSrgbAlpha = 0x8C49;
        private const int CompressedSrgbS3tcFirst = 0x8C4C;
        private const int CompressedSrgbS3tcLast = 0x8C4F;
        private const int CompressedSrgbBptc = 0x8E4D;
        private const int CompressedSrgb8Etc2 = 0x9275;
        private const int CompressedSrgb8PunchthroughEtc2 = 0x9277;
        private const int CompressedSrgb8Alpha8Etc2 = 0x9279;

        /// <summary>Whether a texture holds sRGB levels, which a shader's read turns into linear light.</summary>
        /// <param name="format">Its internal format.</param>
        public static bool IsSrgb(int format)
        {
            switch (format)
            {
                case (int)SizedInternalFormat.Srgb8:
                case (int)SizedInternalFormat.Srgb8Alpha8:
                case Srgb:
                case SrgbAlpha:
                case CompressedSrgb:
                case CompressedSrgbAlpha:
                case CompressedSrgbBptc:
                case CompressedSrgb8Etc2:
                case CompressedSrgb8PunchthroughEtc2:
                case CompressedSrgb8Alpha8Etc2:
                    return true;
                default:
                    return format >= CompressedSrgbS3tcFirst && format <= CompressedSrgbS3tcLast;
            }
        }

        /// <summary>Whether the bytes of a texel are the levels themselves, so that they need not be made.</summary>
        /// <param name="format">The texture's internal format.</param>
        /// <param name="isLinear">Whether it holds linear light where its format is not sRGB.</param>
        public static bool HoldsLevels(int format, bool isLinear) =>
            format == (int)SizedInternalFormat.Srgb8Alpha8 || (format == (int)SizedInternalFormat.Rgba8 && !isLinear);

        /// <summary>Whether a shader reads colours from a texture, and not integers or depths.</summary>
        /// <param name="redType">The type of its red channel.</param>
        public static bool HoldsColors(int redType) =>
            redType == (int)GLEnum.UnsignedNormalized || redType == (int)GLEnum.Float || redType == (int)GLEnum.SignedNormalized;

        /// <summary>The format of a texture that a framebuffer is copied to, with no bit less than it has.</summary>
        /// <param name="isFloat">Whether its colours are floats.</param>
        /// <param name="isSrgb">Whether it holds sRGB levels.</param>
        /// <param name="redBits">Bits of its red channel.</param>
        public static SizedInternalFormat FindForCopy(bool isFloat, bool isSrgb, int redBits)
        {
            if (isFloat)
            {
                return redBits > 16 ? SizedInternalFormat.Rgba32f
                    : redBits == 16 ? SizedInternalFormat.Rgba16f
                    : SizedInternalFormat.R11fG11fB10f;
            }

            return isSrgb ? SizedInternalFormat.Srgb8Alpha8
                : redBits > 10 ? SizedInternalFormat.Rgba16
                : redBits == 10 ? SizedInternalFormat.Rgb10A2
                : SizedInternalFormat.Rgba8;
        }
    }
}
