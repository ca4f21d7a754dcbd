using System;
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
    }
}
