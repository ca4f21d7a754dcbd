using System;

namespace Saccade.Training.Pictures
{
    /// <summary>
    /// Gives the transparent pixels of a GIF file's first frame, which Skia leaves black, the colour that Pillow's
    /// <c>convert("RGB")</c> shows there: the palette's entry of the transparent index, or its first one where the frame doesn't
    /// cover the picture.
    /// </summary>
    internal static class GifBackground
    {
        private const int Header = 13;
        private const int FrameHeader = 10;
        private const byte Extension = 0x21;
        private const byte GraphicControl = 0xf9;
        private const byte Frame = 0x2c;
        private const byte OwnPalette = 0x80;

        /// <param name="rgba">The decoded first frame; its alpha is 0 or 255.</param>
        /// <param name="file">The file that it comes from.</param>
        internal static void Fill(Span<byte> rgba, ReadOnlySpan<byte> file)
        {
            var color = FindColor(file);
            for (; rgba.Length > 0; rgba = rgba[4..])
            {
                if (rgba[3] == 0)
                {
                    color.CopyTo(rgba);
                }
            }
        }

        private static ReadOnlySpan<byte> FindColor(ReadOnlySpan<byte> file)
        {
            var palette = TakePalette(file[Header..], file[Header - 3], out var blocks);
            var index = 0;
            while (blocks.Length > FrameHeader && blocks[0] == Extension)
            {
                if (blocks[1] == GraphicControl && (blocks[3] & 1) == 1)
                {
                    index = blocks[6];
                }

                // A length and as many bytes, over and over, until a length is 0.
                blocks = blocks[2..];
                while (blocks.Length > 0 && blocks[0] > 0)
                {
                    blocks = blocks[Math.Min(1 + blocks[0], blocks.Length)..];
                }

                blocks = blocks.Length > 0 ? blocks[1..] : blocks;
            }

            if (blocks.Length >= FrameHeader && blocks[0] == Frame && (blocks[FrameHeader - 1] & OwnPalette) != 0)
            {
                palette = TakePalette(blocks[FrameHeader..], blocks[FrameHeader - 1], out _);
            }

            return palette.Length >= 3 * (index + 1) ? palette.Slice(3 * index, 3) : [];
        }

        private static ReadOnlySpan<byte> TakePalette(ReadOnlySpan<byte> bytes, byte flags, out ReadOnlySpan<byte> rest)
        {
            var length = (flags & OwnPalette) == 0 ? 0 : Math.Min(3 * (2 << (flags & 7)), bytes.Length);
            rest = bytes[length..];
            return bytes[..length];
        }
    }
}
