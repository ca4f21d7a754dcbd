using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Data
{
    internal static class InParallel
    {
        /// <summary>Does a step for every index on several threads, and reports the first failure as it was thrown.</summary>
        internal static void For(int count, int workers, Action<int> step, CancellationToken cancellation)
        {
            try
            {
                Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellation }, step);
            }
            catch (AggregateException failures)
            {
                ExceptionDispatchInfo.Throw(failures.InnerExceptions.First());
            }
        }

        /// <summary>Makes something of every item on several threads, in the items' order.</summary>
        /// <param name="items">The items.</param>
        /// <param name="workers">Threads to use.</param>
        /// <param name="make">Makes it.</param>
        /// <param name="cancellation">Stops it.</param>
        /// <param name="progress">Told by any thread how many items are done.</param>
        internal static TResult[] Select<T, TResult>(
            IReadOnlyList<T> items, int workers, Func<T, TResult> make, CancellationToken cancellation, Action<int>? progress = null)
        {
            var results = new TResult[items.Count];
            var done = 0;
            For(items.Count, workers, Fill, cancellation);
            return results;

            void Fill(int index)
            {
                results[index] = make(items[index]);
                progress?.Invoke(Interlocked.Increment(ref done));
            }
        }
    }
}
