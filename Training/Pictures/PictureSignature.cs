using System;
using System.Buffers.Binary;

namespace Saccade.Training.Pictures
{
    /// <summary>Tells pictures by the bytes that their files begin with.</summary>
    internal static class PictureSignature
    {
        /// <summary>As many bytes tell every format, even behind a comment.</summary>
        internal const int Length = 512;

        private static readonly byte[] JpegXlBox = [0, 0, 0, 12, .. "JXL "u8];
        private static readonly byte[] Jpeg2000Box = [0, 0, 0, 12, .. "jP  "u8];

        /// <summary>Whether <see cref="Picture.Decode"/> reads such files. A TGA file can't be told so.</summary>
        internal static bool IsPicture(ReadOnlySpan<byte> start) =>
            start.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff])
            || start.StartsWith((ReadOnlySpan<byte>)[0x89, .. "PNG\r\n"u8])
            || start.StartsWith("GIF8"u8)
            || (start.Length > 12 && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8))
            || IsBmp(start)
            || IsIcon(start)
            || start.StartsWith("II*\0"u8)
            || start.StartsWith("MM\0*"u8)
            || NetpbmPicture.Open(start).Width > 0;

        /// <summary>The format of a picture that nobody here decodes.</summary>
        /// <returns>Null for anything else.</returns>
        internal static string? NameForeign(ReadOnlySpan<byte> start) =>
            start.Length > 12 && start[4..].StartsWith("ftyp"u8) ? NameBrand(start[8..12])
            : start.StartsWith(JpegXlBox) || start.StartsWith((ReadOnlySpan<byte>)[0xff, 0x0a]) ? "JPEG XL"
            : start.StartsWith(Jpeg2000Box) ? "JPEG 2000"
            : start.StartsWith("8BPS"u8) ? "PSD"
            : start.StartsWith((ReadOnlySpan<byte>)[0x76, 0x2f, 0x31, 0x01]) ? "OpenEXR"
            : start.StartsWith("#?RADIANCE"u8) || start.StartsWith("#?RGBE"u8) ? "HDR"
            : start.StartsWith("DDS "u8) ? "DDS"
            : start.StartsWith("qoif"u8) ? "QOI"
            : start.Length > 132 && start[128..].StartsWith("DICM"u8) ? "DICOM"
            : IsSvg(start) ? "SVG"
            : null;

        // Only films have other brands.
        private static string? NameBrand(ReadOnlySpan<byte> brand) =>
            brand.SequenceEqual("avif"u8) || brand.SequenceEqual("avis"u8) ? "AVIF"
            : brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) ? "HEIC"
            : brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) ? "HEIC"
            : null;

        // Two letters begin many texts; behind them stand the sizes of the file and of a header.
        private static bool IsBmp(ReadOnlySpan<byte> start) => start.Length > 18 && start.StartsWith("BM"u8)
            && BinaryPrimitives.ReadUInt32LittleEndian(start[14..]) is 12 or 40 or 52 or 56 or 64 or 108 or 124;

        private static bool IsIcon(ReadOnlySpan<byte> start) =>
            start.Length > 22 && start.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0])
            && start[4] is > 0 and < 64 && start[5] == 0 && start[9] == 0;

        private static bool IsSvg(ReadOnlySpan<byte> start) =>
            (start.StartsWith("<"u8) || start.StartsWith((ReadOnlySpan<byte>)[0xef, 0xbb, 0xbf, (byte)'<']))
            && start.IndexOf("<svg"u8) >= 0;
    }
}
