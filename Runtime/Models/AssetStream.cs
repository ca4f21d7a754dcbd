using System;
using System.IO;
using UnityEngine;

namespace Saccade.Models
{
    /// <summary>An asset's bytes, read where they lie and not copied as a whole. Main thread only, while the asset is there.</summary>
    internal sealed class AssetStream : Stream
    {
        private readonly TextAsset _asset;
        private long _position;

        public AssetStream(TextAsset asset)
        {
            _asset = asset;
            Length = asset.GetData<byte>().Length;
        }

        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length { get; }

        public override long Position
        {
            get => _position;
            set => _position = value;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var length = (int)Math.Max(0, Math.Min(count, Length - _position));
            _asset.GetData<byte>().AsReadOnlySpan().Slice((int)Math.Min(_position, Length), length).CopyTo(buffer.AsSpan(offset));
            _position += length;
            return length;
        }

        public override long Seek(long offset, SeekOrigin origin)
        {
            var start = origin == SeekOrigin.Begin ? 0 : origin == SeekOrigin.Current ? _position : Length;
            return _position = start + offset;
        }

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
