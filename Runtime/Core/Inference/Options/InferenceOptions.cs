using System;

namespace Saccade
{
    /// <summary>How a model is run. Classifiers that agree in these and in the model share one session.</summary>
    public readonly struct InferenceOptions
    {
        private const int MostByDefault = 4;

        private readonly int _threads;

        /// <summary>Chooses.</summary>
        /// <param name="provider">What to compute with.</param>
        /// <param name="threads">Processor threads of one run, 0 for half of the processors, at most four: a game needs the others.</param>
        /// <exception cref="ArgumentOutOfRangeException">The number of threads is negative.</exception>
        public InferenceOptions(ExecutionProvider provider, int threads)
        {
            if (threads < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(threads), threads, "Expected 0 (half of the processors) or more threads.");
            }

            Provider = provider;
            _threads = threads;
        }

        /// <summary>What to compute with; another is taken, with a notice, where this one doesn't work.</summary>
        public ExecutionProvider Provider { get; }

        /// <summary>Processor threads of one run, at least 1.</summary>
        public int Threads => _threads > 0 ? _threads : ChooseThreads(Environment.ProcessorCount);

        /// <summary>How many threads a run gets where nobody says.</summary>
        /// <param name="processors">Logical processors of the machine.</param>
        internal static int ChooseThreads(int processors) => Math.Min(MostByDefault, Math.Max(1, processors / 2));
    }
}
