#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Saccade.Host;

namespace Unity.Collections
{
    public struct NativeArray<T> : IDisposable, IEnumerable<T>, IEquatable<NativeArray<T>>
        where T : struct
    {
        private readonly Allocator _allocator;
        private readonly int _version;
        private NativeStorage _memory;

        public NativeArray(int length, Allocator allocator, NativeArrayOptions options = NativeArrayOptions.ClearMemory)
        {
            DemandPlain();
            if (allocator <= Allocator.None)
            {
                throw new ArgumentException(
                    $"NativeArray: allocator {allocator} given; expected Temp, TempJob or Persistent.", nameof(allocator));
            }

            ArgumentOutOfRangeException.ThrowIfNegative(length);
            _allocator = allocator;
            _memory = new NativeStorage();
            _memory.Allocate(checked(length * Unsafe.SizeOf<T>()));
            _version = _memory.Version;
            if (options == NativeArrayOptions.ClearMemory)
            {
                _memory.Bytes.Clear();
            }
        }

        internal NativeArray(T[] array, Allocator allocator)
            : this((array ?? throw new ArgumentNullException(nameof(array))).Length, allocator, NativeArrayOptions.UninitializedMemory)
        {
            array.CopyTo(AsSpan());
        }

        // A view of what the engine holds.
        internal NativeArray(NativeStorage memory)
        {
            DemandPlain();
            _allocator = Allocator.None;
            _memory = memory;
            _version = memory.Version;
        }

        public readonly int Length => _memory is null ? 0 : _memory.Length / Unsafe.SizeOf<T>();

        public readonly bool IsCreated => _memory is not null;

        internal readonly NativeStorage Memory
        {
            get
            {
                if (_memory is null)
                {
                    throw new ObjectDisposedException("NativeArray", "The NativeArray was not created, or has been disposed.");
                }

                _memory.ThrowIfInvalid(_version);
                return _memory;
            }
        }

        /// <summary>
        /// The memory for an asynchronous readback to write into, which takes as Unity does nothing temporary and nothing that another one
        /// is writing into.
        /// </summary>
        internal readonly NativeStorage WritableLater
        {
            get
            {
                if (_allocator is Allocator.Temp or Allocator.TempJob)
                {
                    throw new ArgumentException(
                        $"AsyncGPUReadback can't write into a NativeArray of Allocator.{_allocator}: the answer may come when it is gone. "
                        + "Allocate it with Allocator.Persistent.");
                }

                Memory.ThrowIfPending();
                return _memory;
            }
        }

        internal T this[int index]
        {
            readonly get => AsSpan()[index];
            set => AsSpan()[index] = value;
        }

        public static implicit operator Span<T>(in NativeArray<T> source) => source.AsSpan();

        public static implicit operator ReadOnlySpan<T>(in NativeArray<T> source) => source.AsReadOnlySpan();

        public static bool operator ==(NativeArray<T> left, NativeArray<T> right) => left.Equals(right);

        public static bool operator !=(NativeArray<T> left, NativeArray<T> right) => !left.Equals(right);

        public readonly ReadOnlySpan<T> AsReadOnlySpan() => AsSpan();

        public readonly Span<T> AsSpan() => MemoryMarshal.Cast<byte, T>(Memory.Access(_version));

        public readonly T[] ToArray() => AsSpan().ToArray();

        internal readonly void CopyFrom(NativeArray<T> array)
        {
            DemandLength(array.Length);
            array.AsSpan().CopyTo(AsSpan());
        }

        internal readonly void CopyTo(T[] array)
        {
            DemandLength(array.Length);
            AsSpan().CopyTo(array);
        }

        public void Dispose()
        {
            var memory = Memory;
            if (_allocator == Allocator.None)
            {
                throw new InvalidOperationException("The NativeArray can't be disposed: it was not allocated with a valid allocator.");
            }

            memory.ThrowIfPending();
            memory.Free();
            _memory = null;
        }

        public readonly bool Equals(NativeArray<T> other) => ReferenceEquals(_memory, other._memory) && _version == other._version;

        public override readonly bool Equals(object obj) => obj is NativeArray<T> other && Equals(other);

        public override readonly int GetHashCode() => RuntimeHelpers.GetHashCode(_memory);

        readonly IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

        readonly IEnumerator IEnumerable.GetEnumerator() => ToArray().GetEnumerator();

        private static void DemandPlain()
        {
            if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            {
                throw new ArgumentException($"NativeArray of {typeof(T).Name}: expected a plain value type.");
            }
        }

        private readonly void DemandLength(int length)
        {
            if (length != Length)
            {
                throw new ArgumentException($"NativeArray: an array of {length} given, one of {Length} expected.");
            }
        }
    }
}
