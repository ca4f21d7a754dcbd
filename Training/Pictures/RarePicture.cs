using System;
using System.Buffers.Binary;
using System.IO;
using System.Linq;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Tga;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;
using SkiaSharp;

namespace Saccade.Training.Pictures
{
    /// <summary>Reads the kinds of pictures that Skia doesn't know: TIFF and TGA by ImageSharp, Netpbm's PBM, PGM and PPM.</summary>
    internal static class RarePicture
    {
        private const int TgaHeader = 18;
        private const byte TgaFirstPacked = 9;

        // A file's header asks for memory before its pixels are there: as much as the largest picture takes with 16 bits a channel.
        private static readonly Configuration Formats = new(
            new TiffConfigurationModule(), new TgaConfigurationModule())
        {
            MaxDegreeOfParallelism = 1,
            MemoryAllocator = MemoryAllocator.Create(
                new MemoryAllocatorOptions { AllocationLimitMegabytes = (int)(6 * Picture.LargestArea >> 20) + 1 }),
        };

        // Of a TIFF's pages the first counts, as of an animation's frames.
        private static readonly TiffDecoder FirstPage = new() { DecodingMode = FrameDecodingMode.First };

        static RarePicture()
        {
            Formats.ImageFormatsManager.SetDecoder(TiffFormat.Instance, FirstPage);
        }

        /// <summary>Reads what the file's header says.</summary>
        /// <param name="file">The file's bytes.</param>
        /// <returns>The size in pixels as the file has them; null if it is no picture of these kinds.</returns>
        internal static (int Width, int Height)? Measure(byte[] file)
        {
            var netpbm = NetpbmPicture.Open(file);
            if (netpbm.Width > 0)
            {
                return (netpbm.Width, netpbm.Height);
            }

            var info = Read(() => Image.Identify(Formats, new MemoryStream(file, writable: false)));
            return info is { Width: > 0, Height: > 0 } ? (info.Width, info.Height) : null;
        }

        /// <summary>What a file's format is called that <see cref="Measure"/> knows.</summary>
        internal static string Name(ReadOnlySpan<byte> file) =>
            NetpbmPicture.Open(file).Width > 0 ? "NETPBM" : file.StartsWith("II"u8) || file.StartsWith("MM"u8) ? "TIFF" : "TGA";

        /// <summary>Decodes a file that <see cref="Measure"/> knows.</summary>
        /// <param name="file">The file's bytes.</param>
        /// <param name="origin">Where the file's first pixel belongs, as it says.</param>
        /// <param name="isWideGrey">Whether it is 16-bit grey, which is clamped.</param>
        /// <returns>Four levels a pixel, alpha last; null if the file is cut short or damaged.</returns>
        internal static byte[]? Decode(byte[] file, out SKEncodedOrigin origin, out bool isWideGrey)
        {
            origin = SKEncodedOrigin.TopLeft;
            isWideGrey = false;
            var netpbm = NetpbmPicture.Open(file);
            if (netpbm.Width > 0)
            {
                isWideGrey = netpbm.IsWideGrey;
                return netpbm.Decode();
            }

            using var image = Read(() => Image.Load<Rgb48>(Formats, new MemoryStream(file, writable: false), out _));
            if (image == null || IsCutShort(file, image))
            {
                return null;
            }

            if (image.Frames.RootFrame.Metadata.ExifProfile?.GetValue(ExifTag.Orientation)?.Value is { } orientation
                && Enum.IsDefined((SKEncodedOrigin)orientation))
            {
                origin = (SKEncodedOrigin)orientation;
            }

            var isClamped = isWideGrey = IsWideGrey(image);
            var rgba = GC.AllocateUninitializedArray<byte>(checked(4 * image.Width * image.Height));
            image.ProcessPixelRows(rows =>
            {
                var at = 0;
                for (var y = 0; y < rows.Height; y++)
                {
                    foreach (var pixel in rows.GetRowSpan(y))
                    {
                        rgba[at++] = Narrow(pixel.R, isClamped);
                        rgba[at++] = Narrow(pixel.G, isClamped);
                        rgba[at++] = Narrow(pixel.B, isClamped);
                        rgba[at++] = byte.MaxValue;
                    }
                }
            });
            return rgba;
        }

        // As in a PNG: 16-bit colour keeps its high byte, 16-bit grey is clamped.
        private static byte Narrow(ushort level, bool isWideGrey) => isWideGrey ? (byte)Math.Min(level, byte.MaxValue) : (byte)(level >> 8);

        private static bool IsWideGrey(Image image) =>
            image.Frames.RootFrame.Metadata.GetTiffMetadata().BitsPerSample is { Channel0: 16, Channel1: 0 };

        // ImageSharp leaves what is missing as its memory happens to be.
        private static bool IsCutShort(byte[] file, Image image)
        {
            var tags = image.Frames.RootFrame.Metadata.ExifProfile;
            return tags?.GetValue(ExifTag.StripOffsets) is { } offsets && tags.GetValue(ExifTag.StripByteCounts) is { } lengths
                ? offsets.Value.Zip(lengths.Value).Any(strip => (long)(uint)strip.First + (uint)strip.Second > file.Length)
                : IsTgaCutShort(file, (long)image.Width * image.Height);
        }

        private static bool IsTgaCutShort(ReadOnlySpan<byte> file, long pixels)
        {
            // Behind the header: a text, the palette's entries, the pixels.
            var entries = BinaryPrimitives.ReadUInt16LittleEndian(file[5..]);
            var at = (long)TgaHeader + file[0] + entries * ((file[7] + 7) / 8);
            var bytes = (file[16] + 7) / 8;
            if (file[2] < TgaFirstPacked)
            {
                return file.Length - at < pixels * bytes;
            }

            // A packet is its number of pixels less one, and one pixel for all of them or each by itself.
            while (pixels > 0 && at < file.Length)
            {
                var count = (file[(int)at] & 0x7f) + 1;
                at += 1 + bytes * (file[(int)at] > 0x7f ? 1 : count);
                pixels -= count;
            }

            return pixels > 0 || at > file.Length;
        }

        private static T? Read<T>(Func<T> read)
            where T : class
        {
            try
            {
                return read();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // Damaged files reach the decoders' arithmetic, which then throws whatever it meets.
                return null;
            }
        }
    }
}
