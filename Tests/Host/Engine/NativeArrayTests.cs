using System;
using NUnit.Framework;
using Unity.Collections;
using UnityEngine;
using UnityEngine.Rendering;

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
        public void ReadbackIntoTemporaryMemory_OrIntoWhatIsBeingWritten_IsRefused()
        {
            using var engine = HostEngine.Start(new HostOptions { Width = 8, Height = 8, Log = null });
            using ComputeBuffer buffer = new(4, 4);
            NativeArray<int> array = new(4, Allocator.Persistent);
            foreach (var allocator in (Allocator[])[Allocator.Temp, Allocator.TempJob])
            {
                NativeArray<int> temporary = new(4, allocator);
                Assert.That(
                    () => AsyncGPUReadback.RequestIntoNativeArray(ref temporary, buffer),
                    Throws.ArgumentException.With.Message.Contains("Temp"));
                temporary.Dispose();
            }

            AsyncGPUReadback.RequestIntoNativeArray(ref array, buffer);

            Assert.That(() => AsyncGPUReadback.RequestIntoNativeArray(ref array, buffer), Throws.InvalidOperationException);
            Assert.That(() => array[0], Throws.InvalidOperationException);
            Assert.That(() => array.Dispose(), Throws.InvalidOperationException);
            AsyncGPUReadback.WaitAllRequests();
            Assert.That(array[0], Is.Zero);
            array.Dispose();
        }

        [Test]
        public void AllocatorsThatHoldNothing_AreRefused() =>
            Assert.That(() => new NativeArray<int>(1, Allocator.None), Throws.ArgumentException);
    }
}
