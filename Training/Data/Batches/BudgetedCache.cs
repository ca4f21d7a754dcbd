using System;
using System.Threading;

namespace Saccade.Training.Data.Batches
{
    /// <summary>Keeps what has been made in memory, until the memory granted is used up; what doesn't fit is made anew each time.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="budget">Bytes granted.</param>
    /// <param name="make">Makes one.</param>
    /// <param name="measure">Its bytes.</param>
    internal sealed class BudgetedCache<T>(int count, long budget, Func<int, T> make, Func<T, long> measure)
        where T : class
    {
        private readonly T?[] _items = new T?[count];
        private long _used;

        internal bool IsFull { get; private set; }

        internal T Get(int index)
        {
            if (_items[index] is { } kept)
            {
                return kept;
            }

            var item = make(index);
            var bytes = measure(item);
            if (Interlocked.Add(ref _used, bytes) <= budget)
            {
                _items[index] = item;
            }
            else
            {
                Interlocked.Add(ref _used, -bytes);
                IsFull = true;
            }

            return item;
        }
    }
}
