using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using static TorchSharp.torch;

namespace Saccade.Training.Data
{
    /// <summary>
    /// Deals what a frozen backbone makes of the pictures, computed once. While nothing but the head learns and a picture has at
    /// most two faces, itself and its mirror image, that is the same training as through the backbone, and far faster.
    /// </summary>
    internal sealed class FeatureBatches : IBatchSource, IDisposable
    {
        private readonly BatchOptions _options;
        private readonly Tensor _features;
        private readonly Tensor _labels;

        /// <param name="backbone"><c>pixel_values</c> to features, [B, D].</param>
        /// <param name="pictures">The pictures.</param>
        /// <param name="options">How to deal them.</param>
        /// <param name="cancellation">Stops the computation.</param>
        /// <exception cref="ArgumentException">Pictures have more than two faces.</exception>
        internal FeatureBatches(
            Func<Tensor, Tensor> backbone, PictureSet pictures, BatchOptions options, CancellationToken cancellation)
        {
            if (!options.HasTwoFaces)
            {
                throw new ArgumentException("Pictures differ from epoch to epoch: their features can't be computed once.", nameof(options));
            }

            _options = options;
            using var frozen = no_grad();
            using var scope = NewDisposeScope();
            var parts = new List<Tensor>();
            var labels = new List<Tensor>();
            foreach (var mirrored in options.Augmentation == Augmentation.None ? [false] : new[] { false, true })
            {
                foreach (var batch in new PixelBatches(pictures, options.Plain).Epoch(0, cancellation))
                {
                    using (batch)
                    using (NewDisposeScope())
                    {
                        cancellation.ThrowIfCancellationRequested();
                        parts.Add(backbone(mirrored ? batch.Inputs.flip(3) : batch.Inputs).MoveToOuterDisposeScope());
                        if (!mirrored)
                        {
                            labels.Add(batch.Labels.clone().MoveToOuterDisposeScope());
                        }
                    }
                }
            }

            _features = cat(parts).DetachFromDisposeScope();
            _labels = cat(labels).DetachFromDisposeScope();
        }

        public int Count => (int)_labels.shape[0];

        public int Batches => _options.CountBatches(Count);

        public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation, int firstBatch = 0)
        {
            foreach (var chunk in _options.Order(Count, epoch).Chunk(_options.BatchSize).Skip(firstBatch))
            {
                using var samples = tensor(chunk.Select(index => (long)index).ToArray());
                using var rows = tensor(chunk.Select(index => Row(index, epoch)).ToArray());
                yield return new Batch(_features.index_select(0, rows), _labels.index_select(0, samples));
            }
        }

        public void Dispose()
        {
            _features.Dispose();
            _labels.Dispose();
        }

        private long Row(int index, int epoch)
        {
            return Augmenter.IsMirrored(_options.Augmentation, new SampleRandom(_options.Seed, epoch, index)) ? Count + index : index;
        }
    }
}
