using System;

namespace Saccade.Host
{
    /// <summary>
    /// What stands behind a NativeArray: bytes that its copies share. Its version tells a copy whose memory was given back, and an
    /// asynchronous copy that writes into it locks it, as Unity's safety handles do.
    /// </summary>
    internal sealed class NativeStorage
    {
        private byte[] _bytes = [];

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

        /// <summary>Makes every NativeArray over these bytes invalid.</summary>
        internal void Invalidate() => Version++;

        internal Span<byte> Access(int version)
        {
            ThrowIfInvalid(version);
            if (PendingWrites > 0)
            {
                throw new InvalidOperationException(
                    "The NativeArray is being written to by an asynchronous GPU readback. Wait for the request before using the array.");
            }

            return Bytes;
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
