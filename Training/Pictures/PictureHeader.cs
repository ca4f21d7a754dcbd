using System;
using System.Buffers.Binary;
using SkiaSharp;

namespace Saccade.Training.Pictures
{
    /// <summary>What Pillow heeds in a picture file and Skia doesn't. All of it is safe on files that are damaged.</summary>
    internal static class PictureHeader
    {
        private const int PngHeader = 8;
        private const ushort OrientationTag = 0x0112;

        /// <summary>
        /// Makes 8-bit grey with alpha of 16-bit grey, which Skia would cut to its high byte: that then is the grey, the low byte
        /// the alpha.
        /// </summary>
        /// <returns>Whether the file was such a PNG.</returns>
        internal static bool SplitWideGreyPng(Span<byte> file)
        {
            // Behind the signature: the chunk's length, its name, width, height, bit depth, colour type, three bytes, the check sum.
            if (!IsPng(file) || file.Length < 33 || file[24] != 16 || file[25] != 0)
            {
                return false;
            }

            (file[24], file[25]) = (8, 4);
            BinaryPrimitives.WriteUInt32BigEndian(file[29..], ComputeCrc32(file[12..29]));
            return true;
        }

        /// <summary>The EXIF orientation that a PNG states.</summary>
        /// <returns>Null if the file is no PNG or states none.</returns>
        internal static SKEncodedOrigin? FindPngOrigin(ReadOnlySpan<byte> file)
        {
            if (!IsPng(file))
            {
                return null;
            }

            for (var chunks = file[PngHeader..]; chunks.Length >= 12;)
            {
                var length = BinaryPrimitives.ReadUInt32BigEndian(chunks);
                if (length > chunks.Length - 12)
                {
                    return null;
                }

                if (chunks[4..8].SequenceEqual("eXIf"u8))
                {
                    return ReadExifOrigin(chunks.Slice(8, (int)length));
                }

                chunks = chunks[((int)length + 12)..];
            }

            return null;
        }

        private static bool IsPng(ReadOnlySpan<byte> file) => file.Length > PngHeader && file[1..4].SequenceEqual("PNG"u8);

        private static uint ComputeCrc32(ReadOnlySpan<byte> bytes)
        {
            var crc = uint.MaxValue;
            foreach (var value in bytes)
            {
                crc ^= value;
                for (var bit = 0; bit < 8; bit++)
                {
                    crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
                }
            }

            return ~crc;
        }

        private static SKEncodedOrigin? ReadExifOrigin(ReadOnlySpan<byte> tiff)
        {
            var isLittle = tiff.StartsWith("II"u8);
            if (tiff.Length < 8 || !(isLittle || tiff.StartsWith("MM"u8)))
            {
                return null;
            }

            var directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadUInt32BigEndian(tiff[4..]);
            if (directory > tiff.Length - 2)
            {
                return null;
            }

            var entries = tiff[(int)directory..];
            var count = ReadWord(entries, isLittle);
            for (entries = entries[2..]; count > 0 && entries.Length >= 12; count--, entries = entries[12..])
            {
                if (ReadWord(entries, isLittle) == OrientationTag)
                {
                    var value = (SKEncodedOrigin)ReadWord(entries[8..], isLittle);
                    return Enum.IsDefined(value) ? value : null;
                }
            }

            return null;
        }

        private static ushort ReadWord(ReadOnlySpan<byte> bytes, bool isLittle) =>
            isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
