using System;

namespace Saccade
{
    /// <summary>How a model is run. Classifiers that agree in these and in the model share one session.</summary>
    public readonly struct InferenceOptions
    {
        private readonly int _threads;

        /// <summary>Chooses.</summary>
        /// <param name="provider">What to compute with.</param>
        /// <param name="threads">Processor threads of one run, 0 to leave one processor to the game.</param>
        /// <exception cref="ArgumentOutOfRangeException">The number of threads is negative.</exception>
        public InferenceOptions(ExecutionProvider provider, int threads)
        {
            if (threads < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(threads), threads, "Expected 0 (all but one) or more threads.");
            }

            Provider = provider;
            _threads = threads;
        }

        /// <summary>What to compute with; another is taken, with a notice, where this one doesn't work.</summary>
        public ExecutionProvider Provider { get; }

        /// <summary>Processor threads of one run, at least 1.</summary>
        public int Threads => _threads > 0 ? _threads : Math.Max(1, Environment.ProcessorCount - 1);
    }
}
