using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Saccade.Preprocessing;
using static TorchSharp.torch;

namespace Saccade.Training.Data
{
    /// <summary>Deals pictures as normalised <c>pixel_values</c>. While one batch is in use, the next is prepared.</summary>
    internal sealed class PixelBatches(PictureSet pictures, BatchOptions options) : IBatchSource
    {
        public int Count => pictures.Count;

        public int Batches => options.CountBatches(pictures.Count);

        public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation, int firstBatch = 0)
        {
            var chunks = options.Order(Count, epoch).Chunk(options.BatchSize).Skip(firstBatch).ToArray();
            if (chunks.Length == 0)
            {
                yield break;
            }

            Task<float[]> Start(int[] chunk) => Task.Run(() => Prepare(chunk, epoch, cancellation), CancellationToken.None);

            var next = Start(chunks[0]);
            try
            {
                for (var i = 0; i < chunks.Length; i++)
                {
                    var pixels = next.GetAwaiter().GetResult();
                    if (i + 1 < chunks.Length)
                    {
                        next = Start(chunks[i + 1]);
                    }

                    yield return new Batch(
                        tensor(pixels, [chunks[i].Length, PreprocessingRule.Channels, pictures.Height, pictures.Width]),
                        tensor(chunks[i].Select(index => (long)pictures.GetLabel(index)).ToArray()));
                }
            }
            finally
            {
                // Nobody may dispose the pictures while a batch that nobody wants any more is still prepared.
                Task.WaitAny([next], CancellationToken.None);
            }
        }

        private float[] Prepare(int[] chunk, int epoch, CancellationToken cancellation)
        {
            var pixels = GC.AllocateUninitializedArray<float>(chunk.Length * pictures.Length);
            InParallel.For(chunk.Length, options.Workers, Fill, cancellation);
            return pixels;

            void Fill(int position)
            {
                var buffer = ArrayPool<byte>.Shared.Rent(pictures.Length);
                var levels = buffer.AsSpan(0, pictures.Length);
                var random = new SampleRandom(options.Seed, epoch, chunk[position]);
                var original = pictures.GetLevels(chunk[position]).Span;
                Augmenter.Apply(options.Augmentation, random, original, pictures.Width, pictures.Height, levels);
                Normalize(levels, pixels.AsSpan(position * pictures.Length, pictures.Length));
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }

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
