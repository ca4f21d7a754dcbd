namespace Saccade.Training.Data
{
    /// <summary>How samples become batches.</summary>
    internal sealed record BatchOptions
    {
        /// <summary>Samples in a batch.</summary>
        public required int BatchSize { get; init; }

        /// <summary>Whether every epoch has an order of its own. Validation keeps the order of the files.</summary>
        public bool Shuffle { get; init; }

        /// <summary>How pictures are varied.</summary>
        public Augmentation Augmentation { get; init; }

        /// <summary>What order and variation depend on.</summary>
        public long Seed { get; init; }

        /// <summary>Threads that prepare pictures. Their number changes no batch.</summary>
        public int Workers { get; init; } = 1;

        /// <summary>Number of batches that some samples make.</summary>
        internal int CountBatches(int samples)
        {
            return (samples + BatchSize - 1) / BatchSize;
        }

        /// <summary>The order of the samples in an epoch.</summary>
        internal int[] Order(int samples, int epoch)
        {
            var order = new int[samples];
            for (var i = 0; i < samples; i++)
            {
                order[i] = i;
            }

            // No sample has the number -1, so the order's random numbers are nobody else's.
            var random = new SampleRandom(Seed, epoch, -1);
            for (var last = samples - 1; Shuffle && last > 0; last--)
            {
                var other = random.NextInt(last + 1);
                (order[last], order[other]) = (order[other], order[last]);
            }

            return order;
        }
    }
}
