using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Saccade.Preprocessing;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Pictures;
using Saccade.Training.Randomness;

namespace Saccade.Training.Data.Batches
{
    /// <summary>
    /// The pictures of one split as the model sees them, before normalisation. As many as fit into the memory granted are kept:
    /// what the preprocessing rule makes of them, or, where random pieces are asked for, the decoded originals.
    /// </summary>
    public sealed class PictureSet : IDisposable
    {
        private readonly IReadOnlyList<LabelledFile> _files;
        private readonly ThreadLocal<PixelTransform> _transform;
        private readonly ThreadLocal<PixelTransform> _stretch;
        private readonly BudgetedCache<Picture>? _originals;
        private readonly BudgetedCache<byte[]>? _levels;
        private readonly string _adviceOnBroken;
        private readonly PictureDoubts _doubts = new();

        /// <summary>Creates the set; nothing is decoded yet.</summary>
        /// <param name="files">The pictures.</param>
        /// <param name="rule">The preprocessing rule.</param>
        /// <param name="width">The model's picture width in pixels.</param>
        /// <param name="height">The model's picture height in pixels.</param>
        /// <param name="cacheBytes">Memory to spend; what needs more is decoded anew in every epoch.</param>
        /// <param name="augmentation">How the pictures will be varied, which decides what is kept of them.</param>
        /// <param name="adviceOnBroken">A sentence on what else to do with pictures that can't be decoded; empty for none.</param>
        public PictureSet(
            IReadOnlyList<LabelledFile> files,
            PreprocessingRule rule,
            int width,
            int height,
            long cacheBytes,
            Augmentation augmentation = Augmentation.None,
            string adviceOnBroken = "")
        {
            _files = files;
            _adviceOnBroken = adviceOnBroken;
            _transform = new ThreadLocal<PixelTransform>(() => new PixelTransform(rule));
            _stretch = new ThreadLocal<PixelTransform>(() => new PixelTransform(PreprocessingRule.Stretch(width, height)));
            (Rule, Width, Height) = (rule, width, height);
            NormalizationTable = rule.CreateNormalizationTable();
            if (augmentation == Augmentation.Tutorial)
            {
                _originals = new BudgetedCache<Picture>(files.Count, cacheBytes, Decode, picture => picture.Rgb.Length);
            }
            else
            {
                _levels = new BudgetedCache<byte[]>(files.Count, cacheBytes, Transform, levels => levels.Length);
            }
        }

        /// <summary>The preprocessing rule.</summary>
        public PreprocessingRule Rule { get; }

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

        /// <summary>What is to be said of the pictures that were decoded so far, a sentence each.</summary>
        internal IEnumerable<string> Doubts => _doubts.Describe();

        /// <summary>The class of a picture; -1 where pictures may show several.</summary>
        /// <param name="index">0 up to <see cref="Count"/>.</param>
        public int GetLabel(int index) => _files[index].Label;

        /// <summary>How much of each class some pictures show: 1 or 0.</summary>
        /// <param name="samples">Which pictures.</param>
        /// <param name="classes">Number of classes, C.</param>
        /// <returns>[B, C].</returns>
        internal float[] MakeTargets(IReadOnlyList<int> samples, int classes)
        {
            var targets = new float[samples.Count * classes];
            for (var i = 0; i < samples.Count; i++)
            {
                foreach (var label in _files[samples[i]].Labels)
                {
                    targets[i * classes + label] = 1;
                }
            }

            return targets;
        }

        /// <summary>The name of a picture's file, without its folders.</summary>
        /// <param name="index">0 up to <see cref="Count"/>.</param>
        internal string GetFileName(int index) => Path.GetFileName(_files[index].Path);

        /// <summary>Decodes ahead as many pictures as fit into memory.</summary>
        /// <param name="workers">Threads to use.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <param name="progress">Told by any thread how many pictures were looked at.</param>
        /// <exception cref="TrainingException">A picture can't be decoded, or becomes another size than the model's.</exception>
        public void Prepare(int workers, CancellationToken cancellation, IProgress<int>? progress = null)
        {
            var done = 0;
            InParallel.For(Count, workers, Keep, cancellation);

            void Keep(int index)
            {
                progress?.Report(Interlocked.Increment(ref done));
                if (_originals is { IsFull: false })
                {
                    _originals.Get(index);
                }
                else if (_levels is { IsFull: false })
                {
                    _levels.Get(index);
                }
            }
        }

        /// <summary>What the model sees of a picture.</summary>
        /// <param name="index">0 up to <see cref="Count"/>.</param>
        /// <returns>[H, W, 3] levels.</returns>
        /// <exception cref="TrainingException">The picture can't be decoded, or becomes another size than the model's.</exception>
        public ReadOnlyMemory<byte> GetLevels(int index) => _levels?.Get(index) ?? Transform(index);

        /// <summary>Resizes a random piece of the original picture to all that the model sees, bilinearly as Pillow does.</summary>
        /// <param name="index">0 up to <see cref="Count"/>.</param>
        /// <param name="random">The sample's random numbers.</param>
        /// <param name="levels">Receives [H, W, 3] levels.</param>
        /// <exception cref="TrainingException">The picture can't be decoded.</exception>
        internal void CropRandomly(int index, ref SampleRandom random, Span<byte> levels)
        {
            var picture = _originals?.Get(index) ?? Decode(index);
            var crop = RandomResizedCrop.Choose(ref random, picture.Width, picture.Height);
            var length = PreprocessingRule.Channels * crop.Width * crop.Height;
            var buffer = ArrayPool<byte>.Shared.Rent(length);
            var piece = buffer.AsSpan(0, length);
            crop.Cut(picture, piece);
            _stretch.Value!.Resize(piece, crop.Width, crop.Height, out _, out _).CopyTo(levels);
            ArrayPool<byte>.Shared.Return(buffer);
        }

        /// <summary>Lets go of the threads' working memory.</summary>
        public void Dispose()
        {
            _transform.Dispose();
            _stretch.Dispose();
        }

        private Picture Decode(int index)
        {
            var path = _files[index].Path;
            try
            {
                var picture = Picture.Decode(path);
                _doubts.Add(path, picture);
                return picture;
            }
            catch (TrainingException e) when (_adviceOnBroken.Length > 0)
            {
                throw new TrainingException($"{e.Message} {_adviceOnBroken}", e);
            }
        }

        private byte[] Transform(int index)
        {
            var path = _files[index].Path;
            var transform = _transform.Value!;
            var picture = _originals?.Get(index) ?? Decode(index);
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
