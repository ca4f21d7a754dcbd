using System;

namespace Saccade.Statistics
{
    /// <summary>The last few hundred durations, and their quantiles. Allocates nothing after its creation.</summary>
    internal sealed class QuantileWindow
    {
        private const int Capacity = 512;

        private readonly double[] _values = new double[Capacity];
        private readonly double[] _sorted = new double[Capacity];
        private long _count;
        private bool _isSorted = true;

        /// <summary>Adds a value and forgets the oldest where there is no more room.</summary>
        public void Add(double value)
        {
            _values[_count++ % Capacity] = value;
            _isSorted = false;
        }

        /// <summary>The smallest value that at least a share of the values don't exceed; 0 where there are none.</summary>
        /// <param name="share">0 to 1.</param>
        public double Quantile(double share)
        {
            var length = (int)Math.Min(_count, Capacity);
            if (length == 0)
            {
                return 0;
            }

            if (!_isSorted)
            {
                Array.Copy(_values, _sorted, length);
                Array.Sort(_sorted, 0, length);
                _isSorted = true;
            }

            return _sorted[Math.Max(0, (int)Math.Ceiling(share * length) - 1)];
        }
    }
}
