namespace Saccade.ModelInput
{
    /// <summary>The last few of something, the most recently used first: a camera may alternate between a few sizes.</summary>
    internal sealed class RecentPlans<T>
        where T : class
    {
        private const int Capacity = 4;

        private readonly T[] _items = new T[Capacity];

        /// <summary>How many there are.</summary>
        public int Count { get; private set; }

        /// <summary>One of them.</summary>
        public T this[int index] => _items[index];

        /// <summary>Makes one the most recently used.</summary>
        public T Use(int index)
        {
            var item = _items[index];
            for (var i = index; i > 0; i--)
            {
                _items[i] = _items[i - 1];
            }

            return _items[0] = item;
        }

        /// <summary>Adds one as the most recently used.</summary>
        /// <param name="item">The one to add.</param>
        /// <param name="dropped">The least recently used, if there were too many.</param>
        public T Add(T item, out T? dropped)
        {
            dropped = null;
            if (Count == Capacity)
            {
                dropped = _items[Capacity - 1];
            }
            else
            {
                Count++;
            }

            _items[Count - 1] = item;
            return Use(Count - 1);
        }
    }
}
