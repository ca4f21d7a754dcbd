using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Saccade.Host.Tooling;
using Saccade.Preprocessing;
using Saccade.Training.Pictures;

namespace Saccade.Benchmarks.Comparison
{
    /// <summary>From a JPEG file to ViT's <c>pixel_values</c>, on one thread: our loader and Pillow's.</summary>
    internal sealed class PictureComparison : IDisposable
    {
        private static readonly (int Width, int Height)[] Sizes = [(500, 375), (1280, 720)];

        // Older versions of Pillow round between the two passes of the resize in another order: one level of 255, normalised.
        private const float Tolerance = 1.01f * 2 / 255;

        private readonly PixelTransform _transform = new(PreprocessingRule.Stretch(224, 224));
        private readonly float[] _values = new float[PreprocessingRule.Channels * 224 * 224];
        private readonly string _folder;
        private readonly PillowProcess _pillow;

        /// <summary>Takes over the process.</summary>
        /// <param name="folder">Where to write the pictures.</param>
        /// <param name="pillow">Python.</param>
        internal PictureComparison(string folder, PillowProcess pillow)
        {
            _folder = folder;
            _pillow = pillow;
        }

        /// <summary>Number of tables.</summary>
        internal static int SizeCount => Sizes.Length;

        /// <summary>Measures pictures of every size.</summary>
        /// <param name="rounds">How often each runs.</param>
        /// <param name="onRound">Called after each round.</param>
        /// <returns>The table.</returns>
        /// <exception cref="InvalidOperationException">The two don't load the same values.</exception>
        internal string Measure(int rounds, Action onRound) => MarkdownTable.Write(
            ["JPEG to pixel_values", "ms", "ratio", "quartiles", "to"],
            Sizes.SelectMany(size => Measure(size.Width, size.Height, rounds, onRound)).Select(result => result.Describe()));

        /// <inheritdoc/>
        public void Dispose() => _pillow.Dispose();

        private IReadOnlyList<Measurement> Measure(int width, int height, int rounds, Action onRound)
        {
            var path = Path.Combine(_folder, $"{width}x{height}.jpg");
            SyntheticPhotograph.Write(path, width, height);
            Compare(path);
            Contestant[] contestants =
            [
                new($"{_pillow.Version}, {width} x {height}", () => _pillow.Load(path, "")),
                Contestant.Time($"Saccade, {width} x {height}", () => Load(path)),
            ];
            return Measurement.Take(contestants, rounds, onRound);
        }

        private void Load(string path)
        {
            var picture = Picture.Decode(path);
            _transform.Apply(picture.Rgb, picture.Width, picture.Height, _values);
        }

        private void Compare(string path)
        {
            var target = Path.Combine(_folder, "values");
            _pillow.Load(path, target);
            Load(path);
            var reference = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(target)).ToArray();
            var difference = PlainExportCheck.LargestDifference(_values, reference);
            if (reference.Length != _values.Length || !(difference <= Tolerance))
            {
                throw new InvalidOperationException(
                    $"{path}: our values differ from Pillow's by {difference}, more than one level of 255 ({Tolerance}).");
            }
        }
    }
}
