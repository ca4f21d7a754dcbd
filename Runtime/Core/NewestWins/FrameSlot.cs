using System.Threading;
using Saccade.Capture;

namespace Saccade.NewestWins
{
    /// <summary>A place for one frame on its way, of a <see cref="FrameRing{TSlot}"/>.</summary>
    internal abstract class FrameSlot
    {
        private int _state;

        /// <summary>Who may touch the slot.</summary>
        public FrameState State => (FrameState)Volatile.Read(ref _state);

        /// <summary>Counts up with every picture that the ring takes: the newer frame has the larger number.</summary>
        public long Sequence { get; private set; }

        /// <summary>What travels with the picture.</summary>
        public FrameStamp Stamp { get; private set; }

        /// <summary>Moves on to a state. Only for whom the present one belongs to.</summary>
        public void Become(FrameState next) => Volatile.Write(ref _state, (int)next);

        /// <summary>Moves on to a state, unless another thread was faster.</summary>
        /// <returns>Whether the state was the expected one.</returns>
        public bool TryChange(FrameState from, FrameState to) => Interlocked.CompareExchange(ref _state, (int)to, (int)from) == (int)from;

        /// <summary>Notes that a picture is on its way here.</summary>
        internal void Send(long sequence, in FrameStamp stamp)
        {
            Sequence = sequence;
            Stamp = stamp;
            Become(FrameState.Requested);
        }
    }
}
