using System.IO;
using System.Text;

namespace Saccade.Graphs
{
    /// <summary>
    /// Reads protocol buffers from a file that may be hostile: every length is checked against what is around it, what isn't wanted is
    /// passed over without being read, and there is an end to what is taken into memory.
    /// </summary>
    internal sealed class ProtoReader
    {
        private const int Fixed64 = 1;
        private const int Fixed32 = 5;

        // Names, shapes and metadata of a large graph are a few megabytes.
        private const long MostText = 256L << 20;

        private static readonly UTF8Encoding Strict = new UTF8Encoding(false, true);

        private readonly Stream _stream;
        private readonly byte[] _buffer = new byte[1 << 14];
        private long _bufferStart;
        private int _bufferLength;
        private long _position;
        private long _text;

        /// <param name="stream">The file; it can seek.</param>
        public ProtoReader(Stream stream)
        {
            _stream = stream;
            Length = stream.Length;
        }

        /// <summary>Bytes of the file: where the outermost message ends.</summary>
        public long Length { get; }

        /// <summary>Begins with the next field of a message.</summary>
        /// <param name="end">Where the message ends.</param>
        /// <param name="field">The field's number.</param>
        /// <param name="isMessage">Whether it is bytes, a text or a message; else a number.</param>
        /// <returns>False where the message is over.</returns>
        /// <exception cref="InvalidDataException">This is no protocol buffer.</exception>
        public bool Next(long end, out int field, out bool isMessage)
        {
            while (_position < end)
            {
                var key = ReadNumber(end);
                var wire = (int)(key & 7);
                if (key >> 3 == 0 || key >> 3 > 1 << 29 || wire > Fixed32 || wire == 3 || wire == 4)
                {
                    throw Broken($"a field of kind {wire}");
                }

                if (wire != Fixed64 && wire != Fixed32)
                {
                    field = (int)(key >> 3);
                    isMessage = wire == 2;
                    return true;
                }

                // No field that is wanted has a fixed width.
                Move(wire == Fixed64 ? 8 : 4, end);
            }

            field = 0;
            isMessage = false;
            return false;
        }

        /// <summary>Whether there is more before an end.</summary>
        public bool HasMore(long end) => _position < end;

        /// <summary>The number that a field holds.</summary>
        public long ReadInteger(long end) => unchecked((long)ReadNumber(end));

        /// <summary>Enters the message, text or bytes that a field holds.</summary>
        /// <returns>Where they end.</returns>
        public long Enter(long end)
        {
            var length = ReadNumber(end);
            return length <= (ulong)(end - _position)
                ? _position + (long)length
                : throw Broken($"a part of {length:N0} bytes where {end - _position:N0} are left");
        }

        /// <summary>The text that a field holds.</summary>
        public string ReadText(long end)
        {
            var stop = Enter(end);
            var length = stop - _position;
            _text += length;
            if (_text > MostText)
            {
                throw Broken("more names than any model has");
            }

            var bytes = new byte[length];
            for (var i = 0; i < bytes.Length; i++)
            {
                bytes[i] = ReadByte();
            }

            try
            {
                return Strict.GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                throw Broken("a name that is no text");
            }
        }

        /// <summary>Passes over what a field holds, without reading it.</summary>
        public void Skip(long end, bool isMessage)
        {
            if (isMessage)
            {
                _position = Enter(end);
            }
            else
            {
                ReadNumber(end);
            }
        }

        /// <summary>The refusal of a file.</summary>
        public InvalidDataException Broken(string what) => new InvalidDataException($"there is {what} at byte {_position:N0}");

        private ulong ReadNumber(long end)
        {
            ulong number = 0;
            for (var shift = 0; shift < 64; shift += 7)
            {
                if (_position >= end)
                {
                    throw Broken("an end in the middle of a number");
                }

                var next = ReadByte();
                number |= (ulong)(next & 127) << shift;
                if (next < 128)
                {
                    return number;
                }
            }

            throw Broken("a number without an end");
        }

        private void Move(long bytes, long end)
        {
            if (bytes > end - _position)
            {
                throw Broken("an end in the middle of a number");
            }

            _position += bytes;
        }

        private byte ReadByte()
        {
            if (_position < _bufferStart || _position >= _bufferStart + _bufferLength)
            {
                _stream.Position = _position;
                _bufferStart = _position;
                _bufferLength = _stream.Read(_buffer, 0, _buffer.Length);
                if (_bufferLength <= 0)
                {
                    throw Broken("the file's end too early");
                }
            }

            return _buffer[_position++ - _bufferStart];
        }
    }
}
