using System;
using Saccade.Capture;

namespace Saccade.NewestWins
{
    /// <summary>
    /// Frames on their way through a pipeline that holds a few, and what becomes of them: the newest that has arrived wins, those before it
    /// are left out, and none comes after a newer one. Allocates nothing after its creation; members are for the main thread, but for those
    /// that say otherwise.
    /// </summary>
    /// <typeparam name="TSlot">What a place in the ring holds.</typeparam>
    internal sealed class FrameRing<TSlot>
        where TSlot : FrameSlot
    {
        private readonly TSlot[] _slots;
        private long _sequence;
        private long _taken;

        /// <summary>Makes a ring without places: call <see cref="Fill"/> when all is there that one needs.</summary>
        /// <param name="capacity">How many places there will be.</param>
        public FrameRing(int capacity)
        {
            _slots = new TSlot[capacity];
        }

        /// <summary>Frames that can be on their way at once.</summary>
        public int Capacity => _slots.Length;

        /// <summary>Frames on their way: those that were sent and neither taken nor left out. Any thread.</summary>
        public int InFlight
        {
            get
            {
                var count = 0;
                foreach (var slot in _slots)
                {
                    var state = slot.State;
                    if (state != FrameState.Free && state != FrameState.Held)
                    {
                        count++;
                    }
                }

                return count;
            }
        }

        /// <summary>All places. Any thread; each may be replaced by <see cref="Replace"/> meanwhile.</summary>
        public ReadOnlySpan<TSlot> Slots => _slots;

        /// <summary>Which place a slot is. Any thread.</summary>
        public int IndexOf(TSlot slot) => Array.IndexOf(_slots, slot);

        /// <summary>Makes the places.</summary>
        /// <param name="create">Makes one.</param>
        public void Fill(Func<TSlot> create)
        {
            for (var i = 0; i < _slots.Length; i++)
            {
                _slots[i] = create();
            }
        }

        /// <summary>Whether a frame is in a state. Any thread.</summary>
        public bool IsAny(FrameState state)
        {
            foreach (var slot in _slots)
            {
                if (slot.State == state)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Finds a place for a picture: -1 where frames on their way, or held, take them all.</summary>
        public int FindFree()
        {
            for (var i = 0; i < _slots.Length; i++)
            {
                if (_slots[i].State == FrameState.Free)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Notes that a picture is on its way in a free place: the newest of all.</summary>
        /// <param name="slot">The place.</param>
        /// <param name="stamp">What travels with the picture.</param>
        public void Send(TSlot slot, in FrameStamp stamp) => slot.Send(++_sequence, stamp);

        /// <summary>
        /// Takes the newest frame that has arrived, if it is newer than the one before, and frees those that are older; it is held until
        /// <see cref="TryRelease"/>.
        /// </summary>
        /// <param name="isWanted">Which frames can be taken, or null for any. Older ones are freed whether they could or not.</param>
        /// <param name="skipped">Frames that were freed.</param>
        /// <returns>The frame, or null where none has arrived.</returns>
        public TSlot? TakeNewest(Func<TSlot, bool>? isWanted, out int skipped)
        {
            skipped = 0;
            TSlot? newest = null;
            foreach (var slot in _slots)
            {
                if (slot.State == FrameState.Arrived
                    && slot.Sequence > (newest?.Sequence ?? _taken)
                    && (isWanted == null || isWanted(slot)))
                {
                    newest = slot;
                }
            }

            // Whoever makes frames arrive looks at one slot after the other, so that a newer one may come first.
            _taken = newest?.Sequence ?? _taken;
            foreach (var slot in _slots)
            {
                if (slot.State == FrameState.Arrived && slot.Sequence < _taken)
                {
                    slot.Become(FrameState.Free);
                    skipped++;
                }
            }

            newest?.Become(FrameState.Held);
            return newest;
        }

        /// <summary>Gives a frame's place back. Any thread.</summary>
        /// <returns>False where it is not held.</returns>
        public bool TryRelease(TSlot slot) => slot.TryChange(FrameState.Held, FrameState.Free);

        /// <summary>Frees frames that have arrived and that nobody will take.</summary>
        /// <param name="isUnwanted">Which.</param>
        /// <returns>How many there were.</returns>
        public int Drop(Func<TSlot, bool> isUnwanted)
        {
            var dropped = 0;
            foreach (var slot in _slots)
            {
                if (slot.State == FrameState.Arrived && isUnwanted(slot))
                {
                    slot.Become(FrameState.Free);
                    dropped++;
                }
            }

            return dropped;
        }

        /// <summary>
        /// Finds the frame at work that was sent first. Who works in this order makes few arrive after a newer one, which are left out.
        /// Any thread.
        /// </summary>
        /// <returns>The frame, or null where there is none.</returns>
        public TSlot? FindOldestAtWork()
        {
            TSlot? oldest = null;
            foreach (var slot in _slots)
            {
                if (slot.State == FrameState.Working && (oldest == null || slot.Sequence < oldest.Sequence))
                {
                    oldest = slot;
                }
            }

            return oldest;
        }

        /// <summary>Makes another place instead of one whose frame is given up, but not over: its answer may come yet.</summary>
        /// <param name="index">Which place.</param>
        /// <param name="slot">The new one.</param>
        public void Replace(int index, TSlot slot) => _slots[index] = slot;
    }
}
