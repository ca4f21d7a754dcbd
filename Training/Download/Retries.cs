using System;
using System.Linq;
using System.Net.Http;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;

namespace Saccade.Training.Download
{
    /// <summary>Repeats what fails for a while: 1, 2, 4, 8 … seconds later, or when the server says.</summary>
    internal sealed partial class Retries(DownloadSettings settings, IDownloadObserver observer)
    {
        private int _failures;

        /// <summary>Reads how long the server asks to wait: <c>Retry-After</c>, or the hub's <c>RateLimit: …;t=SECONDS</c>.</summary>
        internal static TimeSpan? ReadWait(HttpResponseMessage response, DateTimeOffset now)
        {
            var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - now : null;
            if (wait is null && response.Headers.TryGetValues("RateLimit", out var limits))
            {
                var match = SecondsLeft().Match(limits.First());
                wait = match.Success ? TimeSpan.FromSeconds(int.Parse(match.Groups[1].Value)) : null;
            }

            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        }

        /// <summary>Says that something went right: failures are counted from here.</summary>
        internal void Forgive() => _failures = 0;

        /// <summary>Runs an attempt until it doesn't throw a <see cref="TransientException"/>.</summary>
        /// <exception cref="TrainingException">It failed too often, or the server asks for too long a wait.</exception>
        internal async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken cancellation)
        {
            while (true)
            {
                try
                {
                    return await attempt();
                }
                catch (TransientException failure)
                {
                    await WaitAfterAsync(failure, cancellation);
                }
            }
        }

        private async Task WaitAfterAsync(TransientException failure, CancellationToken cancellation)
        {
            _failures++;
            if (_failures >= settings.Attempts)
            {
                throw new TrainingException(
                    $"{failure.Message} That was attempt {_failures}, the last one. Try again later: the same command goes on from here.",
                    failure);
            }

            var wait = failure.Wait ?? TimeSpan.FromSeconds(Math.Min(30, 1 << (_failures - 1)));
            if (wait > settings.LongestWait)
            {
                throw new TrainingException(
                    $"{failure.Message} The server asks to wait {wait.TotalSeconds:0} s. Try again then: the same command goes on from "
                    + "here.",
                    failure);
            }

            observer.OnNote($"{failure.Message} Trying again in {wait.TotalSeconds:0} s.");
            await Task.Delay(wait, settings.Time, cancellation);
        }

        [GeneratedRegex(@";\s*t=(\d{1,6})\b")]
        private static partial Regex SecondsLeft();
    }
}
