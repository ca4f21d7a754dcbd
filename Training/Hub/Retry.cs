using System;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Hub
{
    /// <summary>Tries again, later and later, as long as that leads anywhere.</summary>
    internal sealed class Retry(HubOptions options, IPullObserver observer)
    {
        /// <summary>Runs an operation until it succeeds or has failed too often without getting any further.</summary>
        /// <param name="operation">Throws <see cref="TransientException"/> when it should be tried again.</param>
        /// <param name="measure">Tells how far the work is: what failed after getting further than ever starts to count anew.</param>
        /// <param name="cancellation">Stops the waiting.</param>
        /// <exception cref="TrainingException">It failed too often, or the server asks for too long a wait.</exception>
        internal async Task<T> Run<T>(Func<Task<T>> operation, Func<long> measure, CancellationToken cancellation)
        {
            var farthest = measure();
            var failures = 0;
            while (true)
            {
                try
                {
                    return await operation();
                }
                catch (TransientException error)
                {
                    var reached = measure();
                    failures = reached > farthest ? 1 : failures + 1;
                    farthest = Math.Max(farthest, reached);
                    await WaitAfter(error, failures, cancellation);
                }
            }
        }

        private async Task WaitAfter(TransientException error, int failures, CancellationToken cancellation)
        {
            if (failures >= options.Attempts)
            {
                throw new TrainingException(
                    $"{error.Message}, {failures} times in a row. Check the connection, or try again later: the same command goes on "
                    + "from here.",
                    error);
            }

            var wait = error.RetryAfter ?? TimeSpan.FromSeconds(1 << Math.Min(failures - 1, 5));
            if (wait > options.LongestWait)
            {
                throw new TrainingException(
                    $"{error.Message} and asks to come back in {wait.TotalMinutes:0} minutes. Repeat the command then: it goes on "
                    + "from here.",
                    error);
            }

            observer.OnNote($"{error.Message}; trying again in {wait.TotalSeconds:0} s");
            await options.Wait(wait, cancellation);
        }
    }
}
