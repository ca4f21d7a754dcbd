using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Preprocessing;
using static TorchSharp.torch;

namespace Saccade.Training.Data.Batches
{
    /// <summary>Deals pictures as normalised <c>pixel_values</c>. While one batch is in use, the next is prepared.</summary>
    internal sealed class PixelBatches(PictureSet pictures, BatchOptions options) : IBatchSource
    {
        public int Count => pictures.Count;

        public int Batches => options.CountBatches(pictures.Count);

        public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation, int firstBatch = 0)
        {
            var chunks = options.Order(Count, epoch).Chunk(options.BatchSize).ToArray();
            return Deal(epoch, Enumerable.Range(firstBatch, Math.Max(0, chunks.Length - firstBatch)), batch => chunks[batch], cancellation);
        }

        /// <summary>Deals some batches of an epoch.</summary>
        /// <param name="epoch">What variation depends on.</param>
        /// <param name="batches">The batches' numbers.</param>
        /// <param name="choose">The samples of a batch.</param>
        /// <param name="cancellation">Stops it.</param>
        internal IEnumerable<Batch> Deal(int epoch, IEnumerable<int> batches, Func<int, int[]> choose, CancellationToken cancellation)
        {
            Task<Batch>? next = null;
            try
            {
                foreach (var number in batches)
                {
                    var ready = next?.GetAwaiter().GetResult();
                    next = Task.Run(() => Prepare(choose(number), epoch, number, cancellation), CancellationToken.None);
                    if (ready is not null)
                    {
                        yield return ready;
                    }
                }

                if (next?.GetAwaiter().GetResult() is { } last)
                {
                    next = null;
                    yield return last;
                }
            }
            finally
            {
                // Nobody may dispose the pictures while a batch that nobody wants any more is still prepared.
                next?.ContinueWith(
                    unwanted => unwanted.IsCompletedSuccessfully ? unwanted.Result : null,
                    CancellationToken.None,
                    TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default).GetAwaiter().GetResult()?.Dispose();
            }
        }

        private Batch Prepare(int[] samples, int epoch, int number, CancellationToken cancellation)
        {
            // Written where torch reads it: a copy of every batch would be as much garbage.
            var labels = samples.Select(index => (long)pictures.GetLabel(index)).ToArray();
            var pixelValues = empty([samples.Length, PreprocessingRule.Channels, pictures.Height, pictures.Width]);
            try
            {
                InParallel.For(
                    samples.Length, options.Workers, position => Fill(pixelValues, position, samples[position], epoch), cancellation);
                return new Batch(pixelValues, tensor(labels), MakeTargets(pixelValues, samples, epoch, number));
            }
            catch
            {
                pixelValues.Dispose();
                throw;
            }
        }

        private void Fill(Tensor pixelValues, int position, int sample, int epoch)
        {
            var buffer = ArrayPool<byte>.Shared.Rent(pictures.Length);
            var levels = buffer.AsSpan(0, pictures.Length);
            var erased = Augmenter.Fill(pictures, options, epoch, sample, levels);
            var pixels = GetSingles(pixelValues).Slice(position * pictures.Length, pictures.Length);
            Normalize(levels, pixels);
            erased?.Erase(pixels, pictures.Width);
            ArrayPool<byte>.Shared.Return(buffer);
        }

        private Tensor? MakeTargets(Tensor pixelValues, int[] samples, int epoch, int number)
        {
            if (!options.IsMixed && !options.IsMultiLabel)
            {
                return null;
            }

            var targets = pictures.MakeTargets(samples, options.Classes);
            if (options.IsMixed)
            {
                var mixer = BatchMixer.Choose(options, epoch, number, pictures.Width, pictures.Height);
                mixer.Mix(GetSingles(pixelValues), samples.Length, pictures.Width);
                targets = mixer.MixTargets(targets, options.Classes);
            }

            return tensor(targets, [samples.Length, options.Classes]);
        }

        private static Span<float> GetSingles(Tensor values) => MemoryMarshal.Cast<byte, float>(values.bytes);

        private void Normalize(ReadOnlySpan<byte> levels, Span<float> pixels)
        {
            var plane = pictures.Width * pictures.Height;
            for (var channel = 0; channel < PreprocessingRule.Channels; channel++)
            {
                var table = pictures.NormalizationTable.Span.Slice(channel * 256, 256);
                var target = pixels.Slice(channel * plane, plane);
                for (int pixel = 0, source = channel; pixel < target.Length; pixel++, source += PreprocessingRule.Channels)
                {
                    target[pixel] = table[levels[source]];
                }
            }
        }
    }
}
