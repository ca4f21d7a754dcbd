using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Saccade.Host.Rendering
{
    /// <summary>The bytes of an array of plain values, whose element type is not known to be plain at compile time.</summary>
    internal static class PixelBytes
    {
        internal static ReadOnlySpan<byte> Of<T>(T[] data, int start)
        {
            if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
            {
                throw new ArgumentException($"Pixel data of type {typeof(T).Name}[]: expected a plain value type.", nameof(data));
            }

            var count = data.Length - start;
            ref var first = ref Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(data), start));
            return MemoryMarshal.CreateReadOnlySpan(ref first, count * Unsafe.SizeOf<T>());
        }
    }
}
