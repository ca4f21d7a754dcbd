using System;
using System.IO;
using System.Runtime.InteropServices;
using Saccade.Reading;
using Saccade.Training.Naming;
using SkiaSharp;

namespace Saccade.Training.Pictures
{
    /// <summary>A decoded picture.</summary>
    /// <param name="Width">Pixels.</param>
    /// <param name="Height">Pixels.</param>
    /// <param name="Rgb">[Height, Width, 3] levels, top row first.</param>
    public sealed partial record Picture(int Width, int Height, byte[] Rgb)
    {
        /// <summary>Pixels that a picture may have: as many as Pillow decodes before it calls a file a decompression bomb.</summary>
        public const long LargestArea = 2 * 89_478_485L;

        /// <summary>
        /// Decodes a file by its content, whatever its name says, to the levels that Hugging Face's <c>load_image</c> gives, that is
        /// Pillow's <c>exif_transpose</c> and <c>convert("RGB")</c>: alpha is dropped, colour profiles are ignored, the first frame
        /// of an animation or of pages counts, 16-bit colour keeps its high byte and 16-bit grey is clamped at 255.
        /// </summary>
        /// <param name="path">A JPEG, PNG, WebP, BMP, GIF, ICO, TIFF, TGA, PBM, PGM or PPM file.</param>
        /// <param name="applyOrientation">Whether the picture is turned as its EXIF orientation says.</param>
        /// <exception cref="TrainingException">The file is missing, empty, cut short, damaged, no picture or too large a one.</exception>
        public static Picture Decode(string path, bool applyOrientation = true)
        {
            var file = ReadFile(path);
            var isWideGrey = PictureHeader.SplitWideGreyPng(file);
            using var data = SKData.CreateCopy(file);
            using var codec = SKCodec.Create(data);
            if (codec == null)
            {
                return DecodeRare(path, file, applyOrientation);
            }

            var (width, height) = (codec.Info.Width, codec.Info.Height);
            RefuseHuge(path, width, height);
            var pixels = DecodePixels(path, codec);
            if (isWideGrey)
            {
                ClampWideGrey(pixels);
            }
            else if (codec.EncodedFormat == SKEncodedImageFormat.Gif)
            {
                GifBackground.Fill(pixels, file);
            }

            var origin = applyOrientation ? PictureHeader.FindPngOrigin(file) ?? codec.EncodedOrigin : SKEncodedOrigin.TopLeft;
            return Lay(width, height, origin, pixels) with { IsWideGrey = isWideGrey };
        }

        private static Picture DecodeRare(string path, byte[] file, bool applyOrientation)
        {
            var (width, height) = RarePicture.Measure(file) ?? throw new TrainingException(
                GitLfs.IsPointer(file)
                    ? GitLfs.Explain(path)
                    : $"{path}: is {PictureFiles.NameForeign(path, file) ?? "no picture"}, expected JPEG, PNG, WebP, BMP, GIF, TIFF, TGA, "
                        + "PBM, PGM or PPM that is whole. Replace, convert or remove it.");
            RefuseHuge(path, width, height);
            var pixels = RarePicture.Decode(file, out var origin, out var isWideGrey)
                ?? throw Undecodable(path, width, height, "InvalidInput");
            var picture = Lay(width, height, applyOrientation ? origin : SKEncodedOrigin.TopLeft, pixels);
            return picture with { IsWideGrey = isWideGrey };
        }

        private static Picture Lay(int width, int height, SKEncodedOrigin origin, byte[] pixels)
        {
            var layout = new Layout(width, height, origin);
            return new Picture(layout.Width, layout.Height, layout.DropAlpha(pixels));
        }

        private static void RefuseHuge(string path, int width, int height)
        {
            if ((long)width * height > LargestArea)
            {
                throw new TrainingException(
                    $"{path}: has {width} x {height} pixels, expected at most {LargestArea:N0} in all. Scale it down or remove it.");
            }
        }

        private static TrainingException Undecodable(string path, int width, int height, string reason) => new TrainingException(
                $"{path}: {width} x {height} pixels can't be decoded ({reason}): the file is cut short or damaged. "
                + "Copy it again or remove it.");

        private static byte[] ReadFile(string path)
        {
            byte[] file;
            try
            {
                file = File.ReadAllBytes(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                var what = Directory.Exists(path) ? "is a folder, expected a picture" : $"can't be read. {e.Message.TrimEnd('.')}";
                throw new TrainingException(FileNames.FindFault(path) ?? $"{path}: {what}. Check the path.", e);
            }

            return file.Length > 0
                ? file
                : throw new TrainingException($"{path}: has 0 bytes, expected a picture. Copy it again or remove it.");
        }

        private static byte[] DecodePixels(string path, SKCodec codec)
        {
            // No colour space: levels stay as the file has them, without conversion between profiles.
            var info = new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            var pixels = GC.AllocateUninitializedArray<byte>(checked((int)info.BytesSize64));
            var pin = GCHandle.Alloc(pixels, GCHandleType.Pinned);
            try
            {
                var result = codec.GetPixels(info, pin.AddrOfPinnedObject());
                return result == SKCodecResult.Success
                    ? pixels
                    : throw Undecodable(path, info.Width, info.Height, result.ToString());
            }
            finally
            {
                pin.Free();
            }
        }

        private static void ClampWideGrey(Span<byte> rgba)
        {
            for (var at = 0; at < rgba.Length; at += 4)
            {
                rgba.Slice(at, 3).Fill(rgba[at] > 0 ? byte.MaxValue : rgba[at + 3]);
            }
        }
    }
}
