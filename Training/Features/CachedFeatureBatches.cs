using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Saccade.Training.Data.Augmenting;
using Saccade.Training.Data.Batches;
using Saccade.Training.Randomness;
using static TorchSharp.torch;

namespace Saccade.Training.Features
{
    /// <summary>
    /// Deals what a frozen backbone makes of the pictures, from a <see cref="FeatureCache"/>. Where a picture has at most two faces,
    /// itself and its mirror image, that is the same training as through the backbone, and far faster; otherwise epoch e, 1 for the
    /// first, learns from view (e - 1) mod K of each picture. View v is the one that training without a cache has in epoch v + 1, so
    /// as long as there are as many views as epochs nothing differs.
    /// </summary>
    internal sealed class CachedFeatureBatches : IBatchSource, IDisposable
    {
        private readonly FeatureCache _cache;
        private readonly PictureSet _pictures;
        private readonly BatchOptions _options;
        private readonly Func<int, int, int> _chooseView;

        private CachedFeatureBatches(FeatureCache cache, PictureSet pictures, BatchOptions options, Func<int, int, int> chooseView)
        {
            _cache = cache;
            _pictures = pictures;
            _options = options;
            _chooseView = chooseView;
        }

        public int Count => _pictures.Count;

        public int Batches => _options.CountBatches(Count);

        /// <summary>Opens or begins a cache of random views and computes what it lacks.</summary>
        /// <param name="place">The cache's folder and what its features depend on.</param>
        /// <param name="name">The split's name, which names its files.</param>
        /// <param name="views">Views of each picture, K.</param>
        /// <param name="engine">The backbone.</param>
        /// <param name="pictures">The pictures.</param>
        /// <param name="options">How to vary and deal them.</param>
        /// <param name="progress">Told how many features there are, and how many there will be.</param>
        /// <param name="cancellation">Stops the computation; what is done is kept.</param>
        /// <exception cref="TrainingException">
        /// A picture can't be decoded, the cache is in use or the disk full, or batches are to be mixed.
        /// </exception>
        internal static CachedFeatureBatches Open(
            FeatureCachePlace place,
            string name,
            int views,
            FeatureEngine engine,
            PictureSet pictures,
            BatchOptions options,
            Action<int, int>? progress,
            CancellationToken cancellation)
        {
            if (options.IsMixed)
            {
                throw new TrainingException(
                    "--feature-cache keeps what the backbone makes of each picture, but --mixup and --cutmix make others of them in every "
                    + "epoch. Leave one or the other out.");
            }

            var key = FeatureCacheKey.Make(place.Weights, place.Data, pictures, options, views, engine.Name);
            var cache = FeatureCache.Open(place.Directory, name, key, pictures.Count, views, engine.FeatureSize);
            var varied = new PixelBatches(pictures, options);
            Fill(cache, (_, inputs) => engine.Compute(inputs), varied, progress, cancellation);
            return new CachedFeatureBatches(cache, pictures, options, (epoch, _) => Math.Max(epoch - 1, 0) % views);
        }

        /// <summary>Opens or begins a cache of the pictures' faces and computes what it lacks.</summary>
        /// <param name="place">The cache's folder and what its features depend on.</param>
        /// <param name="name">The split's name, which names its files.</param>
        /// <param name="engine">The backbone.</param>
        /// <param name="pictures">The pictures.</param>
        /// <param name="options">How to vary and deal them.</param>
        /// <param name="progress">Told how many features there are, and how many there will be.</param>
        /// <param name="cancellation">Stops the computation; what is done is kept.</param>
        /// <exception cref="ArgumentException">The pictures have more faces than two.</exception>
        /// <exception cref="TrainingException">A picture can't be decoded, the cache is in use or the disk full.</exception>
        internal static CachedFeatureBatches OpenFaces(
            FeatureCachePlace place,
            string name,
            FeatureEngine engine,
            PictureSet pictures,
            BatchOptions options,
            Action<int, int>? progress,
            CancellationToken cancellation)
        {
            if (!options.HasTwoFaces)
            {
                throw new ArgumentException("Pictures that are cut or changed at random have more faces than two.", nameof(options));
            }

            var views = options.Augmentation == Augmentation.None ? 1 : 2;
            var plain = options.Plain;
            var key = FeatureCacheKey.Make(place.Weights, place.Data, pictures, plain, views, $"{engine.Name}, faces");
            var cache = FeatureCache.Open(place.Directory, name, key, pictures.Count, views, engine.FeatureSize);
            Fill(cache, ComputeFace, new PixelBatches(pictures, plain), progress, cancellation);
            return new CachedFeatureBatches(cache, pictures, options, ChooseFace);

            float[] ComputeFace(int view, Tensor inputs)
            {
                using var mirrored = view == 1 ? inputs.flip(3) : null;
                return engine.Compute(mirrored ?? inputs);
            }

            int ChooseFace(int epoch, int sample) =>
                Augmenter.IsMirrored(options.Augmentation, new SampleRandom(options.Seed, epoch, sample)) ? 1 : 0;
        }

        /// <summary>Computes what a cache lacks; if that fails, closes it.</summary>
        /// <param name="cache">The cache.</param>
        /// <param name="compute">A view's number and its <c>pixel_values</c> [B, 3, H, W] to features, [B, F].</param>
        /// <param name="pictures">The pictures, varied.</param>
        /// <param name="progress">Told how many features there are, and how many there will be.</param>
        /// <param name="cancellation">Stops the computation; what is done is kept.</param>
        internal static void Fill(
            FeatureCache cache,
            Func<int, Tensor, float[]> compute,
            PixelBatches pictures,
            Action<int, int>? progress,
            CancellationToken cancellation)
        {
            try
            {
                var total = checked(cache.Views * cache.Pictures);
                var done = cache.CountRows();
                progress?.Invoke(done, total);
                for (var view = 0; view < cache.Views; view++)
                {
                    var missing = cache.FindMissing(view);
                    foreach (var (block, batch) in missing.Zip(pictures.Deal(view + 1, missing, cache.GetPictures, cancellation)))
                    {
                        using (batch)
                        {
                            cancellation.ThrowIfCancellationRequested();
                            cache.Write(view, block, compute(view, batch.Inputs));
                            progress?.Invoke(done += batch.Count, total);
                        }
                    }
                }
            }
            catch
            {
                cache.Dispose();
                throw;
            }
        }

        public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation, int firstBatch = 0)
        {
            foreach (var samples in _options.Order(Count, epoch).Chunk(_options.BatchSize).Skip(firstBatch))
            {
                cancellation.ThrowIfCancellationRequested();
                var features = new float[samples.Length * _cache.FeatureSize];
                for (var i = 0; i < samples.Length; i++)
                {
                    _cache.Read(_chooseView(epoch, samples[i]), samples[i], features.AsSpan(i * _cache.FeatureSize, _cache.FeatureSize));
                }

                // The tensor lies on the array, wherever the collector put that, and matrix products round otherwise at another alignment:
                // a run that goes on would differ in the last bit. A copy in torch's own memory is always aligned.
                using var unaligned = tensor(features, [samples.Length, _cache.FeatureSize]);
                var labels = samples.Select(sample => (long)_pictures.GetLabel(sample)).ToArray();
                var targets = _options.IsMultiLabel
                    ? tensor(_pictures.MakeTargets(samples, _options.Classes), [samples.Length, _options.Classes])
                    : null;
                yield return new Batch(unaligned.clone(), tensor(labels), targets);
            }
        }

        public void Dispose() => _cache.Dispose();
    }
}
