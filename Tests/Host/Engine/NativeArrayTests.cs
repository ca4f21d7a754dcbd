using System;
using NUnit.Framework;
using Unity.Collections;

namespace Saccade.Host.Tests.Engine
{
    public class NativeArrayTests
    {
        [Test]
        public void ANewArray_IsZero_AndSpansItsMemory()
        {
            using NativeArray<int> array = new(3, Allocator.Persistent);

            array.AsSpan()[1] = 5;
            Span<int> span = array;

            Assert.That(span.ToArray(), Is.EqualTo((int[])[0, 5, 0]));
        }

        [Test]
        public void Copies_ShareTheMemory_AndItsEnd()
        {
            NativeArray<int> array = new(2, Allocator.TempJob, NativeArrayOptions.UninitializedMemory);
            var copy = array;
            array[0] = 7;
            Assert.That(copy[0], Is.EqualTo(7));
            Assert.That(copy == array, Is.True);

            array.Dispose();

            Assert.That(() => copy[0], Throws.TypeOf<ObjectDisposedException>());
            Assert.That(() => array.Dispose(), Throws.TypeOf<ObjectDisposedException>());
        }

        [Test]
        public void CopyToAndFrom_DemandTheSameLength()
        {
            using NativeArray<int> array = new((int[])[1, 2], Allocator.Temp);
            using NativeArray<int> other = new(2, Allocator.Temp);
            var managed = new int[2];

            array.CopyTo(managed);
            other.CopyFrom(array);

            Assert.That(managed, Is.EqualTo(other.ToArray()));
            Assert.That(() => array.CopyTo(new int[3]), Throws.ArgumentException);
        }

        [Test]
        public void AllocatorsThatHoldNothing_AreRefused() =>
            Assert.That(() => new NativeArray<int>(1, Allocator.None), Throws.ArgumentException);
    }
}
