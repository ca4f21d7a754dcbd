using System;
using System.Threading;

namespace Saccade.NewestWins
{
    /// <summary>
    /// Hands the newest value from one thread to another without locks: the writer always has a buffer to fill, the reader always
    /// has one to read, and the third lies between them. The newest wins: a value that was published but never taken is replaced.
    /// </summary>
    /// <typeparam name="T">The buffer; three of them are made and used in turn for ever.</typeparam>
    internal sealed class TripleBuffer<T>
        where T : class
    {
        private const int Fresh = 4;

        private readonly T[] _buffers;
        private int _writing;
        private int _between = 1;
        private int _reading = 2;

        public TripleBuffer(Func<T> create)
        {
            _buffers = new[] { create(), create(), create() };
        }

        /// <summary>The buffer that the writer may fill; no one else touches it.</summary>
        public T Writing => _buffers[_writing];

        /// <summary>The buffer that was taken last; no one else touches it until the next <see cref="TryTake"/>.</summary>
        public T Reading => _buffers[_reading];

        /// <summary>Whether something was published that was not yet taken.</summary>
        public bool HasFresh => (Volatile.Read(ref _between) & Fresh) != 0;

        /// <summary>Publishes the writer's buffer and gives it another one. Writer's thread only.</summary>
        /// <returns>True when what lay between had not been taken, and so is lost.</returns>
        public bool Publish()
        {
            var old = Interlocked.Exchange(ref _between, _writing | Fresh);
            _writing = old & ~Fresh;
            return (old & Fresh) != 0;
        }

        /// <summary>Makes what was published last the reader's buffer. Reader's thread only.</summary>
        /// <returns>False when nothing was published since the last time.</returns>
        public bool TryTake()
        {
            if (!HasFresh)
            {
                return false;
            }

            _reading = Interlocked.Exchange(ref _between, _reading) & ~Fresh;
            return true;
        }
    }
}
