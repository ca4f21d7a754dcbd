using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using static TorchSharp.torch;

namespace Saccade.Training.Data.Features
{
    /// <summary>
    /// Deals features from a <see cref="FeatureCache"/>: in epoch e, 1 for the first, view (e - 1) mod K of each picture. View v is
    /// the one that training without a cache has in epoch v + 1, so as long as there are as many views as epochs nothing differs.
    /// </summary>
    internal sealed class CachedFeatureBatches : IBatchSource, IDisposable
    {
        private readonly FeatureCache _cache;
        private readonly long[] _labels;
        private readonly BatchOptions _options;

        private CachedFeatureBatches(FeatureCache cache, long[] labels, BatchOptions options)
        {
            (_cache, _labels, _options) = (cache, labels, options);
        }

        public int Count => _labels.Length;

        public int Batches => _options.CountBatches(Count);

        /// <summary>Opens or begins a cache and computes what it lacks.</summary>
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
            try
            {
                Fill(cache, engine.Compute, new PixelBatches(pictures, options), progress, cancellation);
                var labels = Enumerable.Range(0, pictures.Count).Select(index => (long)pictures.GetLabel(index)).ToArray();
                return new CachedFeatureBatches(cache, labels, options);
            }
            catch
            {
                cache.Dispose();
                throw;
            }
        }

        /// <summary>Computes what a cache lacks.</summary>
        /// <param name="cache">The cache.</param>
        /// <param name="compute"><c>pixel_values</c> [B, 3, H, W] to features, [B, F].</param>
        /// <param name="pictures">The pictures, varied.</param>
        /// <param name="progress">Told how many features there are, and how many there will be.</param>
        /// <param name="cancellation">Stops the computation; what is done is kept.</param>
        internal static void Fill(
            FeatureCache cache,
            Func<Tensor, float[]> compute,
            PixelBatches pictures,
            Action<int, int>? progress,
            CancellationToken cancellation)
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
                        cache.Write(view, block, compute(batch.Inputs));
                        progress?.Invoke(done += batch.Count, total);
                    }
                }
            }
        }

        public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation, int firstBatch = 0)
        {
            var view = Math.Max(epoch - 1, 0) % _cache.Views;
            foreach (var samples in _options.Order(Count, epoch).Chunk(_options.BatchSize).Skip(firstBatch))
            {
                cancellation.ThrowIfCancellationRequested();
                var features = new float[samples.Length * _cache.FeatureSize];
                for (var i = 0; i < samples.Length; i++)
                {
                    _cache.Read(view, samples[i], features.AsSpan(i * _cache.FeatureSize, _cache.FeatureSize));
                }

                yield return new Batch(
                    tensor(features, [samples.Length, _cache.FeatureSize]), tensor(samples.Select(sample => _labels[sample]).ToArray()));
            }
        }

        public void Dispose()
        {
            _cache.Dispose();
        }
    }
}
