#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unity.Collections
{
    // Only what a readback hands out: a view of bytes that the engine holds.
    public struct NativeArray<T> : IDisposable, IEnumerable<T>, IEquatable<NativeArray<T>>
        where T : struct
    {
        private byte[] _bytes;

        internal NativeArray(byte[] bytes)
        {
            if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            {
                throw new ArgumentException($"NativeArray of {typeof(T).Name}: expected a plain value type.");
            }

            _bytes = bytes;
        }

        public readonly int Length => AsSpan().Length;

        public readonly bool IsCreated => _bytes is not null;

        public T this[int index]
        {
            readonly get => AsSpan()[index];
            set => AsSpan()[index] = value;
        }

        public static implicit operator ReadOnlySpan<T>(in NativeArray<T> source) => source.AsReadOnlySpan();

        public static bool operator ==(NativeArray<T> left, NativeArray<T> right) => left.Equals(right);

        public static bool operator !=(NativeArray<T> left, NativeArray<T> right) => !left.Equals(right);

        public readonly ReadOnlySpan<T> AsReadOnlySpan() => AsSpan();

        public readonly Span<T> AsSpan() => MemoryMarshal.Cast<byte, T>(_bytes.AsSpan());

        public readonly T[] ToArray() => AsSpan().ToArray();

        public readonly void CopyTo(T[] array)
        {
            if (array.Length != Length)
            {
                throw new ArgumentException($"CopyTo: an array of {array.Length} given, one of {Length} expected.", nameof(array));
            }

            AsSpan().CopyTo(array);
        }

        public void Dispose() => _bytes = null;

        public readonly bool Equals(NativeArray<T> other) => ReferenceEquals(_bytes, other._bytes);

        public override readonly bool Equals(object obj) => obj is NativeArray<T> other && Equals(other);

        public override readonly int GetHashCode() => RuntimeHelpers.GetHashCode(_bytes);

        readonly IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)ToArray()).GetEnumerator();

        readonly IEnumerator IEnumerable.GetEnumerator() => ToArray().GetEnumerator();
    }
}
