using System;
using System.Collections.Generic;
using System.IO;

namespace Saccade.Training.Pictures
{
    /// <summary>Which files are pictures.</summary>
    internal static class PictureFiles
    {
        /// <summary>In the order in which one is taken where several files differ in nothing else.</summary>
        internal static readonly string[] Extensions =
            [".jpg", ".jpeg", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".tga", ".pbm", ".pgm", ".ppm"];

        // What is called so and can't be told by its first bytes, or is a TIFF file inside.
        private static readonly Dictionary<string, string> Foreign = new(StringComparer.OrdinalIgnoreCase)
        {
            [".heic"] = "HEIC",
            [".heif"] = "HEIC",
            [".avif"] = "AVIF",
            [".jxl"] = "JPEG XL",
            [".jp2"] = "JPEG 2000",
            [".j2k"] = "JPEG 2000",
            [".svg"] = "SVG",
            [".psd"] = "PSD",
            [".exr"] = "OpenEXR",
            [".hdr"] = "HDR",
            [".dds"] = "DDS",
            [".dcm"] = "DICOM",
            [".cr2"] = "camera raw",
            [".cr3"] = "camera raw",
            [".nef"] = "camera raw",
            [".arw"] = "camera raw",
            [".dng"] = "camera raw",
            [".orf"] = "camera raw",
            [".raf"] = "camera raw",
            [".rw2"] = "camera raw",
        };

        /// <summary>
        /// What a file is: a picture if it is called one, else by its content. Who calls text <c>1.jpg</c> learns that from the decoder.
        /// </summary>
        internal static PictureGuess Guess(string path) =>
            RankExtension(path) < Extensions.Length ? new PictureGuess(GuessedKind.Picture) : GuessByContent(path);

        /// <summary>The place of a file's ending among <see cref="Extensions"/>; behind them all if it is none of them.</summary>
        internal static int RankExtension(string path)
        {
            var rank = Array.FindIndex(Extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
            return rank < 0 ? Extensions.Length : rank;
        }

        /// <summary>The format of a picture that nobody here decodes.</summary>
        /// <param name="path">The file's name.</param>
        /// <param name="start">What the file begins with.</param>
        /// <returns>Null for anything else.</returns>
        internal static string? NameForeign(string path, ReadOnlySpan<byte> start)
        {
            var called = Foreign.GetValueOrDefault(Path.GetExtension(path));
            start = start[..Math.Min(start.Length, PictureSignature.Length)];
            var isRaw = called == "camera raw";
            return PictureSignature.IsPicture(start) && !isRaw ? null : PictureSignature.NameForeign(start) ?? called;
        }

        private static PictureGuess GuessByContent(string path)
        {
            try
            {
                // What has no length may be a pipe, which nobody ever fills.
                var start = new FileInfo(path).Length > 0 ? ReadStart(path) : [];
                return NameForeign(path, start) is { } format ? new PictureGuess(GuessedKind.Foreign, format)
                    : new PictureGuess(PictureSignature.IsPicture(start) ? GuessedKind.Picture : GuessedKind.Other);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return new PictureGuess(GuessedKind.Unreadable);
            }
        }

        private static byte[] ReadStart(string path)
        {
            var start = new byte[PictureSignature.Length];
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            return start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }
    }
}
