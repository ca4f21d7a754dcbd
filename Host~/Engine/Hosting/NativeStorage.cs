using System;
using System.Threading;

namespace Saccade.Host
{
    /// <summary>
    /// What stands behind a NativeArray: bytes that its copies share. Its version tells a copy whose memory was given back, and an
    /// asynchronous copy that writes into it locks it, as Unity's safety handles do.
    /// </summary>
    internal sealed class NativeStorage
    {
        private static int _allocated;

        private byte[] _bytes = [];

        /// <summary>How many were allocated for scripts and not given back yet. Any thread.</summary>
        internal static int Allocated => Volatile.Read(ref _allocated);

        internal int Length { get; private set; }

        internal int Version { get; private set; }

        /// <summary>How many readbacks are going to write here.</summary>
        internal int PendingWrites { get; set; }

        internal Span<byte> Bytes => _bytes.AsSpan(0, Length);

        /// <summary>Holds so many bytes from now on, of unknown value; storage that is large enough is used again.</summary>
        internal void Resize(int length)
        {
            if (_bytes.Length < length)
            {
                // Pinned, so that a script may keep an address as it can in Unity.
                _bytes = GC.AllocateUninitializedArray<byte>(length, pinned: true);
            }

            Length = length;
        }

        /// <summary>Notes that a script has to give these bytes back.</summary>
        internal void Allocate(int length)
        {
            Interlocked.Increment(ref _allocated);
            Resize(length);
        }

        /// <summary>Gives the bytes back: no NativeArray over them can be used any more.</summary>
        internal void Free()
        {
            Interlocked.Decrement(ref _allocated);
            Invalidate();
        }

        /// <summary>Makes every NativeArray over these bytes invalid.</summary>
        internal void Invalidate() => Version++;

        internal Span<byte> Access(int version)
        {
            ThrowIfInvalid(version);
            ThrowIfPending();
            return Bytes;
        }

        internal void ThrowIfPending()
        {
            if (PendingWrites > 0)
            {
                throw new InvalidOperationException(
                    "The NativeArray is being written to by an asynchronous GPU readback. Wait for the request before using the array.");
            }
        }

        internal void ThrowIfInvalid(int version)
        {
            if (version != Version)
            {
                throw new ObjectDisposedException("NativeArray", "The NativeArray's memory has been given back.");
            }
        }
    }
}
