using System;
using System.IO;
using Unity.Collections;
using UnityEngine;

namespace Saccade.Editor.Inspectors
{
    /// <summary>Reads an asset where it lies in memory: a copy of a packed model would take as long as the model is large.</summary>
    internal sealed class AssetStream : Stream
    {
        private readonly NativeArray<byte> _bytes;

        /// <param name="asset">The asset; it must not be unloaded before the stream was read.</param>
        internal AssetStream(TextAsset asset)
        {
            _bytes = asset.GetData<byte>();
        }

        /// <inheritdoc/>
        public override bool CanRead => true;

        /// <inheritdoc/>
        public override bool CanSeek => true;

        /// <inheritdoc/>
        public override bool CanWrite => false;

        /// <inheritdoc/>
        public override long Length => _bytes.Length;

        /// <inheritdoc/>
        public override long Position { get; set; }

        /// <inheritdoc/>
        public override int Read(byte[] buffer, int offset, int count)
        {
            var start = (int)Math.Min(Position, _bytes.Length);
            var read = Math.Min(count, _bytes.Length - start);
            _bytes.AsReadOnlySpan().Slice(start, read).CopyTo(buffer.AsSpan(offset));
            Position = start + read;
            return read;
        }

        /// <inheritdoc/>
        public override long Seek(long offset, SeekOrigin origin) => Position = offset + (origin switch
        {
            SeekOrigin.Begin => 0,
            SeekOrigin.Current => Position,
            _ => Length,
        });

        /// <inheritdoc/>
        public override void Flush()
        {
        }

        /// <inheritdoc/>
        public override void SetLength(long value) => throw new NotSupportedException();

        /// <inheritdoc/>
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
