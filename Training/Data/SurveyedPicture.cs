using System;
using System.Collections.Generic;
using System.IO;
using Saccade.Training.Pictures;
using SkiaSharp;

namespace Saccade.Training.Data
{
    /// <summary>A picture of a data set and what its file holds.</summary>
    /// <param name="Path">Its file.</param>
    /// <param name="Labels">The indices of its classes.</param>
    /// <param name="Split">The split's name.</param>
    internal sealed record SurveyedPicture(string Path, IReadOnlyList<int> Labels, string Split)
    {
        /// <summary>Pixels, upright.</summary>
        public int Width { get; private init; }

        /// <summary>Pixels, upright.</summary>
        public int Height { get; private init; }

        /// <summary>The file format by content, such as JPEG.</summary>
        public string Format { get; private init; } = "";

        /// <summary>SHA-256 of the file.</summary>
        public string Content { get; private init; } = "";

        /// <summary>Whether it is of one level in every pixel.</summary>
        public bool IsFlat { get; private init; }

        /// <summary>Whether it is white where its levels were clamped.</summary>
        public bool IsClipped { get; private init; }

        /// <summary>Why it can't be decoded; null where it can.</summary>
        public string? Problem { get; private init; }

        internal SurveyedPicture Read()
        {
            try
            {
                var picture = Picture.Decode(Path);
                using var codec = SKCodec.Create(Path);
                return this with
                {
                    Width = picture.Width,
                    Height = picture.Height,
                    IsFlat = picture.IsFlat,
                    IsClipped = picture.IsClipped,
                    Format = codec is null
                        ? RarePicture.Name(File.ReadAllBytes(Path))
                        : $"{codec.EncodedFormat}".ToUpperInvariant(),
                    Content = Convert.ToHexStringLower(DataFingerprint.HashContent(Path)),
                };
            }
            catch (TrainingException failure)
            {
                return this with { Problem = BrokenPictures.Explain(Path, failure) };
            }
        }
    }
}
