using System.Collections.Generic;
using System.Threading;

namespace Saccade.Training.Data.Batches
{
    /// <summary>Deals the samples of a split, epoch by epoch.</summary>
    internal interface IBatchSource
    {
        /// <summary>Samples in an epoch.</summary>
        int Count { get; }

        /// <summary>Batches in an epoch; the last may be smaller than the others.</summary>
        int Batches { get; }

        /// <summary>The batches of one epoch, the same ones whenever they are asked for. The receiver disposes each.</summary>
        /// <param name="epoch">1 for the first.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <param name="firstBatch">How many batches to leave out, because a run that goes on has learnt from them already.</param>
        IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation, int firstBatch = 0);
    }
}
