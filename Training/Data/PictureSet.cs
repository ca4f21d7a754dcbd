using System;
using System.Collections.Generic;
using System.Threading;
using Saccade.Preprocessing;

namespace Saccade.Training.Data
{
    /// <summary>
    /// The pictures of one split as the model sees them, before normalisation: decoded, resized and cropped by the preprocessing
    /// rule once and then kept as bytes, as long as they fit into the memory granted.
    /// </summary>
    public sealed class PictureSet : IDisposable
    {
        private readonly IReadOnlyList<LabelledFile> _files;
        private readonly ThreadLocal<PixelTransform> _transform;
        private readonly byte[]?[] _cache;
        private readonly bool _fits;

        /// <summary>Creates the set; nothing is decoded yet.</summary>
        /// <param name="files">The pictures.</param>
        /// <param name="rule">The preprocessing rule.</param>
        /// <param name="width">The model's picture width in pixels.</param>
        /// <param name="height">The model's picture height in pixels.</param>
        /// <param name="cacheBytes">Memory to spend; a set that needs more is decoded anew in every epoch.</param>
        public PictureSet(IReadOnlyList<LabelledFile> files, PreprocessingRule rule, int width, int height, long cacheBytes)
        {
            _files = files;
            _transform = new ThreadLocal<PixelTransform>(() => new PixelTransform(rule));
            _cache = new byte[files.Count][];
            Width = width;
            Height = height;
            _fits = (long)files.Count * Length <= cacheBytes;
            NormalizationTable = rule.CreateNormalizationTable();
        }

        /// <summary>Number of pictures.</summary>
        public int Count => _files.Count;

        /// <summary>Pixels.</summary>
        public int Width { get; }

        /// <summary>Pixels.</summary>
        public int Height { get; }

        /// <summary>Levels in a picture: 3·H·W.</summary>
        public int Length => PreprocessingRule.Channels * Width * Height;

        /// <summary>The value that each level of each channel becomes, [3, 256].</summary>
        public ReadOnlyMemory<float> NormalizationTable { get; }

        /// <summary>The class of a picture.</summary>
        /// <param name="index">0 up to <see cref="Count"/>.</param>
        public int GetLabel(int index)
        {
            return _files[index].Label;
        }

        /// <summary>Decodes every picture ahead if they fit into memory.</summary>
        /// <param name="workers">Threads to use.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <exception cref="TrainingException">A picture can't be decoded, or becomes another size than the model's.</exception>
        public void Prepare(int workers, CancellationToken cancellation)
        {
            if (!_fits)
            {
                return;
            }

            InParallel.For(Count, workers, index => GetLevels(index), cancellation);
        }

        /// <summary>What the model sees of a picture.</summary>
        /// <param name="index">0 up to <see cref="Count"/>.</param>
        /// <returns>[H, W, 3] levels.</returns>
        /// <exception cref="TrainingException">The picture can't be decoded, or becomes another size than the model's.</exception>
        public ReadOnlyMemory<byte> GetLevels(int index)
        {
            if (_cache[index] is { } cached)
            {
                return cached;
            }

            var levels = Transform(_files[index].Path);
            if (_fits)
            {
                _cache[index] = levels;
            }

            return levels;
        }

        /// <summary>Lets go of the threads' working memory.</summary>
        public void Dispose()
        {
            _transform.Dispose();
        }

        private byte[] Transform(string path)
        {
            var transform = _transform.Value!;
            var picture = Picture.Decode(path);
            var (width, height) = transform.Rule.GetOutputSize(picture.Width, picture.Height);
            if (width != Width || height != Height)
            {
                throw new TrainingException(
                    $"{path}: {picture.Width} x {picture.Height} becomes {width} x {height} by preprocessor_config.json, but by "
                    + $"config.json the model takes {Width} x {Height}. Give the preprocessing that size, for example with a centre crop.");
            }

            picture.RefuseExtremeShape(transform.Rule, path);
            return transform.Resize(picture.Rgb, picture.Width, picture.Height, out _, out _).ToArray();
        }
    }
}
