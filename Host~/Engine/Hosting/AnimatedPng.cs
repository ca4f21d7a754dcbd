using System;
using System.Buffers.Binary;
using SkiaSharp;

namespace Saccade.Host
{
    /// <summary>
    /// Writes an animated PNG frame by frame, so that a long one needs no more memory than one frame. Its first frame is also what
    /// viewers show that know no animation. Nothing appears under the path before <see cref="Complete"/>.
    /// </summary>
    public sealed class AnimatedPng : IDisposable
    {
        private const int ChunkOverhead = 12;

        private static readonly uint[] CrcTable = MakeCrcTable();

        private readonly AtomicFile _file;
        private readonly int _delayMilliseconds;
        private readonly int _loops;
        private byte[]? _header;
        private byte[] _chunk = new byte[1 << 16];
        private long _controlPosition;
        private int _frames;
        private uint _sequence;

        /// <summary>Begins a file beside <paramref name="path"/>.</summary>
        /// <param name="path">Where the animation goes; its folder is made if missing, an existing file is replaced.</param>
        /// <param name="delayMilliseconds">How long each frame stands, 1 to 65535.</param>
        /// <param name="loops">How often it plays, 0 without end.</param>
        /// <exception cref="ArgumentOutOfRangeException">The delay or the number of loops is out of range.</exception>
        /// <exception cref="HostException">The file can't be written.</exception>
        public AnimatedPng(string path, int delayMilliseconds, int loops = 0)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(delayMilliseconds);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(delayMilliseconds, ushort.MaxValue);
            ArgumentOutOfRangeException.ThrowIfNegative(loops);
            _delayMilliseconds = delayMilliseconds;
            _loops = loops;
            _file = AtomicFile.Create(path);
        }

        /// <summary>How many frames have been added.</summary>
        public int Count => _frames;

        /// <summary>Appends a frame; its alpha channel is left out.</summary>
        /// <exception cref="ArgumentException">The frame's size differs from the first one's.</exception>
        /// <exception cref="HostException">The file can't be written.</exception>
        public void Add(Picture frame)
        {
            ArgumentNullException.ThrowIfNull(frame);
            using SKData png = frame.Encode(opaque: true);
            ReadOnlySpan<byte> rest = png.AsSpan()[8..];
            ReadOnlySpan<byte> header = rest[8..(8 + 13)];
            if (_header is null)
            {
                Begin(header);
            }
            else if (!header.SequenceEqual(_header))
            {
                throw new ArgumentException(
                    $"AnimatedPng: frame {_frames} is {frame.Width}x{frame.Height}, the first was "
                    + $"{BinaryPrimitives.ReadInt32BigEndian(_header)}x{BinaryPrimitives.ReadInt32BigEndian(_header.AsSpan(4))}.",
                    nameof(frame));
            }

            WriteFrameControl(frame);
            while (!rest.IsEmpty)
            {
                int length = BinaryPrimitives.ReadInt32BigEndian(rest);
                if (rest[4..8].SequenceEqual("IDAT"u8))
                {
                    WriteImageData(rest.Slice(8, length));
                }

                rest = rest[(length + ChunkOverhead)..];
            }

            _frames++;
        }

        /// <summary>Ends the file and moves it to its path.</summary>
        /// <exception cref="InvalidOperationException">No frame was added.</exception>
        /// <exception cref="HostException">The file can't be written.</exception>
        public void Complete()
        {
            if (_frames == 0)
            {
                throw new InvalidOperationException("AnimatedPng: an animation needs at least one frame.");
            }

            WriteChunk("IEND"u8, []);
            Span<byte> control = stackalloc byte[8 + ChunkOverhead];
            _file.WriteAt(_controlPosition, Compose("acTL"u8, AnimationControl(), control));
            _file.Commit();
        }

        /// <summary>Gives the file up where it is not complete.</summary>
        public void Dispose() => _file.Dispose();

        private static uint[] MakeCrcTable()
        {
            uint[] table = new uint[256];
            for (uint i = 0; i < table.Length; i++)
            {
                uint value = i;
                for (int bit = 0; bit < 8; bit++)
                {
                    value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
                }

                table[i] = value;
            }

            return table;
        }

        private static uint Crc(ReadOnlySpan<byte> bytes)
        {
            uint crc = uint.MaxValue;
            foreach (byte value in bytes)
            {
                crc = CrcTable[(byte)(crc ^ value)] ^ (crc >> 8);
            }

            return ~crc;
        }

        // A chunk is its data's length, its type, the data, and a checksum over type and data.
        private static Span<byte> Compose(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data, Span<byte> chunk)
        {
            BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
            type.CopyTo(chunk[4..]);
            data.CopyTo(chunk[8..]);
            BinaryPrimitives.WriteUInt32BigEndian(chunk[(8 + data.Length)..], Crc(chunk.Slice(4, 4 + data.Length)));
            return chunk[..(data.Length + ChunkOverhead)];
        }

        private void Begin(ReadOnlySpan<byte> header)
        {
            _header = header.ToArray();
            _file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
            WriteChunk("IHDR"u8, header);
            // The number of frames is known at the end only; this place is written again then.
            _controlPosition = _file.Position;
            WriteChunk("acTL"u8, AnimationControl());
        }

        private byte[] AnimationControl()
        {
            byte[] data = new byte[8];
            BinaryPrimitives.WriteInt32BigEndian(data, _frames);
            BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), _loops);
            return data;
        }

        private void WriteFrameControl(Picture frame)
        {
            Span<byte> data = stackalloc byte[26];
            data.Clear();
            BinaryPrimitives.WriteUInt32BigEndian(data, _sequence++);
            BinaryPrimitives.WriteInt32BigEndian(data[4..], frame.Width);
            BinaryPrimitives.WriteInt32BigEndian(data[8..], frame.Height);
            BinaryPrimitives.WriteUInt16BigEndian(data[20..], (ushort)_delayMilliseconds);
            BinaryPrimitives.WriteUInt16BigEndian(data[22..], 1000);
            WriteChunk("fcTL"u8, data);
        }

        private void WriteImageData(ReadOnlySpan<byte> data)
        {
            if (_frames == 0)
            {
                WriteChunk("IDAT"u8, data);
                return;
            }

            byte[] numbered = new byte[data.Length + 4];
            BinaryPrimitives.WriteUInt32BigEndian(numbered, _sequence++);
            data.CopyTo(numbered.AsSpan(4));
            WriteChunk("fdAT"u8, numbered);
        }

        private void WriteChunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
        {
            if (_chunk.Length < data.Length + ChunkOverhead)
            {
                _chunk = new byte[data.Length + ChunkOverhead];
            }

            _file.Write(Compose(type, data, _chunk));
        }
    }
}
