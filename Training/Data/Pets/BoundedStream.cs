using System;
using System.IO;

namespace Saccade.Training.Data.Pets
{
    /// <summary>Passes on what a decompressor makes of an archive, up to a limit: a small archive may go on for ever.</summary>
    internal sealed class BoundedStream(Stream inner, long limit) : Stream
    {
        // Nothing but a tar header's long name or attributes is read in one piece; those that are honest have a few hundred bytes.
        private const int LongestHeader = 1 << 20;

        private long _length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException();
        }

        /// <exception cref="InvalidDataException">There is more than the limit, or a header is too long.</exception>
        public override int Read(Span<byte> buffer)
        {
            if (buffer.Length > LongestHeader)
            {
                throw new InvalidDataException($"A header claims {buffer.Length:N0} bytes; at most {LongestHeader:N0} make sense");
            }

            var count = inner.Read(buffer);
            _length += count;
            return _length <= limit
                ? count
                : throw new InvalidDataException($"It unpacks to more than the {limit:N0} bytes that make sense");
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
