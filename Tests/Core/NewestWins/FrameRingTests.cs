using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.NewestWins;

namespace Saccade.Core.Tests.NewestWins
{
    /// <summary>Frames on their way, whatever happens to them in whatever order: the newest wins, and no place is ever lost.</summary>
    public sealed class FrameRingTests
    {
        private static readonly Func<Slot, bool> Even = slot => slot.Stamp.Frame % 2 == 0;

        [Test]
        public void TakeNewest_LeavesOutWhatArrivedBefore_AndLeavesWhatIsStillOnItsWay()
        {
            var ring = Create(4);
            Slot[] slots = [Send(ring, 1), Send(ring, 2), Send(ring, 3), Send(ring, 4)];
            Array.ForEach(slots[..3], slot => slot.Become(FrameState.Arrived));

            var taken = ring.TakeNewest(null, out var skipped);

            Assert.That((taken!.Stamp.Frame, skipped, ring.InFlight), Is.EqualTo((3, 2, 1)));
            Assert.That(slots.Select(slot => slot.State),
                Is.EqualTo(new[] { FrameState.Free, FrameState.Free, FrameState.Held, FrameState.Requested }));
            Assert.That(ring.TakeNewest(null, out skipped), Is.Null);
            Assert.That(skipped, Is.Zero);
        }

        [Test]
        public void FrameThatArrivesAfterANewerOneWasTaken_IsLeftOut()
        {
            var ring = Create(2);
            var late = Send(ring, 1);
            Send(ring, 2).Become(FrameState.Arrived);
            ring.TakeNewest(null, out _);

            late.Become(FrameState.Arrived);

            Assert.That(ring.TakeNewest(null, out var skipped), Is.Null);
            Assert.That((skipped, ring.FindFree()), Is.EqualTo((1, 0)));
        }

        [Test]
        public void HeldFrame_TakesAPlaceUntilItIsReleasedOnce()
        {
            var ring = Create(1);
            Send(ring, 1).Become(FrameState.Arrived);
            var taken = ring.TakeNewest(null, out _)!;

            Assert.That((ring.FindFree(), ring.InFlight, ring.IsAny(FrameState.Held)), Is.EqualTo((-1, 0, true)));
            Assert.That(ring.TryRelease(taken), Is.True);
            Assert.That(ring.TryRelease(taken), Is.False);
            Assert.That((ring.FindFree(), ring.IsAny(FrameState.Held)), Is.EqualTo((0, false)));
        }

        [Test]
        public void TakeNewest_OfAKind_LeavesOutOlderOnesOfEachKind_AndNoNewerOne()
        {
            var ring = Create(3);
            for (var frame = 1; frame <= 3; frame++)
            {
                Send(ring, frame).Become(FrameState.Arrived);
            }

            Assert.That((ring.TakeNewest(Even, out var skipped)!.Stamp.Frame, skipped), Is.EqualTo((2, 1)));
            Assert.That(ring.TakeNewest(Even, out skipped), Is.Null);
            Assert.That((ring.TakeNewest(null, out skipped)!.Stamp.Frame, skipped), Is.EqualTo((3, 0)));
        }

        [Test]
        public void Drop_FreesWhatHasArrivedAlone()
        {
            var ring = Create(3);
            Send(ring, 2).Become(FrameState.Arrived);
            Send(ring, 4);
            Send(ring, 5).Become(FrameState.Arrived);

            Assert.That(ring.Drop(Even), Is.EqualTo(1));

            Assert.That(ring.InFlight, Is.EqualTo(2));
            Assert.That(ring.TakeNewest(null, out _)!.Stamp.Frame, Is.EqualTo(5));
        }

        [Test]
        public void FindOldestAtWork_GivesThemInTheOrderOfTheirCapture()
        {
            var ring = Create(3);
            Slot[] slots = [Send(ring, 1), Send(ring, 2), Send(ring, 3)];
            slots[0].Become(FrameState.Free);
            Send(ring, 4);
            Array.ForEach(slots, slot => slot.Become(FrameState.Working));
            List<long> order = [];
            while (ring.FindOldestAtWork() is { } slot)
            {
                order.Add(slot.Stamp.Frame);
                slot.Become(FrameState.Arrived);
            }

            Assert.That(order, Is.EqualTo(new[] { 2, 3, 4 }));
        }

        [Test]
        public void Replace_GivesThePlaceOfAFrameThatIsGivenUpToAnother()
        {
            var ring = Create(1);
            var lost = Send(ring, 1);

            ring.Replace(0, new Slot());
            lost.Become(FrameState.Arrived);

            Assert.That(ring.TakeNewest(null, out _), Is.Null, "an answer that comes yet is not heard");
            Assert.That(ring.FindFree(), Is.Zero);
        }

        /// <summary>Against the plainest model of a ring that one can write: a list of frames.</summary>
        [Test]
        public void AnyHistory_NeverGoesBack_LosesNoPlace_AndCountsWhatIsOnItsWay() => Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<PositiveInt>(), (steps, size) => Play(steps, 1 + size.Get % 16))
                .Check(Config.QuickThrowOnFailure.WithMaxTest(2000).WithEndSize(200));

        [Test]
        public void AnyHistory_OfTwoThreads_NeverGoesBack()
        {
            const int Last = 20_000;
            var ring = Create(4);
            var isOver = false;
            Thread worker = new(() =>
            {
                while (!Volatile.Read(ref isOver))
                {
                    ring.FindOldestAtWork()?.TryChange(FrameState.Working, FrameState.Arrived);
                }
            });
            worker.Start();
            long latest = 0;
            long sent = 0;
            var left = 0;
            while (latest < Last)
            {
                var taken = ring.TakeNewest(null, out var skipped);
                left += skipped;
                if (taken != null)
                {
                    Assert.That(taken.Stamp.Frame, Is.GreaterThan(latest));
                    left++;
                    latest = taken.Stamp.Frame;
                    ring.TryRelease(taken);
                }

                var free = sent < Last ? ring.FindFree() : -1;
                if (free >= 0)
                {
                    ring.Send(ring.Slots[free], Stamp(++sent));
                    ring.Slots[free].Become(FrameState.Working);
                }
            }

            Volatile.Write(ref isOver, true);
            worker.Join();
            Assert.That((left, ring.InFlight), Is.EqualTo((Last, 0)), "each was taken or left out");
        }

        private static bool Play(byte[] steps, int capacity)
        {
            var ring = Create(capacity);
            SortedSet<long> arrived = [];
            HashSet<Slot> underWay = [];
            List<Slot> held = [];
            long frame = 0;
            long latest = 0;
            foreach (var step in steps)
            {
                var choice = step / 4;
                switch (step % 4)
                {
                    case 0:
                        var free = ring.FindFree();
                        if (free >= 0 != underWay.Count + arrived.Count + held.Count < capacity)
                        {
                            return false;
                        }

                        if (free >= 0)
                        {
                            ring.Send(ring.Slots[free], Stamp(++frame));
                            underWay.Add(ring.Slots[free]);
                        }

                        break;
                    case 1 when underWay.Count > 0:
                        var arriving = underWay.ElementAt(choice % underWay.Count);
                        underWay.Remove(arriving);
                        arriving.Become(FrameState.Arrived);
                        arrived.Add(arriving.Stamp.Frame);
                        break;
                    case 2:
                        var taken = ring.TakeNewest(null, out var skipped);
                        var expected = arrived.Count > 0 && arrived.Max > latest ? arrived.Max : (long?)null;
                        if (taken?.Stamp.Frame != expected || skipped != arrived.Count - (expected == null ? 0 : 1))
                        {
                            return false;
                        }

                        arrived.Clear();
                        if (taken != null)
                        {
                            latest = taken.Stamp.Frame;
                            held.Add(taken);
                        }

                        break;
                    case 3 when held.Count > 0:
                        var released = held[choice % held.Count];
                        held.Remove(released);
                        if (!ring.TryRelease(released) || ring.TryRelease(released))
                        {
                            return false;
                        }

                        break;
                }

                if (ring.InFlight != underWay.Count + arrived.Count)
                {
                    return false;
                }
            }

            return true;
        }

        private static FrameRing<Slot> Create(int capacity)
        {
            FrameRing<Slot> ring = new(capacity);
            ring.Fill(() => new Slot());
            return ring;
        }

        private static Slot Send(FrameRing<Slot> ring, long frame)
        {
            var slot = ring.Slots[ring.FindFree()];
            ring.Send(slot, Stamp(frame));
            return slot;
        }

        private static FrameStamp Stamp(long frame) => new(frame, 0, Region.Whole);

        private sealed class Slot : FrameSlot
        {
        }
    }
}
