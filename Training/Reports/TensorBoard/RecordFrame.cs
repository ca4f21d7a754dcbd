using System;
using System.Buffers.Binary;
using System.IO;
using System.Numerics;

namespace Saccade.Training.Reports.TensorBoard
{
    /// <summary>
    /// The frame around each record of a TFRecord file: its length (8 bytes), the length's checksum (4), the record, the record's
    /// checksum (4), all little-endian. A checksum is a CRC-32C, masked so that a checksum of checksums stays meaningful.
    /// </summary>
    internal static class RecordFrame
    {
        private const int HeaderLength = 12;
        private const int FooterLength = 4;
        private const uint MaskDelta = 0xa282ead8;

        /// <summary>Writes one record.</summary>
        internal static void Write(Stream stream, ReadOnlySpan<byte> record)
        {
            Span<byte> header = stackalloc byte[HeaderLength];
            BinaryPrimitives.WriteUInt64LittleEndian(header, (ulong)record.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(header[8..], Checksum(header[..8]));
            stream.Write(header);
            stream.Write(record);
            Span<byte> footer = stackalloc byte[FooterLength];
            BinaryPrimitives.WriteUInt32LittleEndian(footer, Checksum(record));
            stream.Write(footer);
        }

        /// <summary>Passes over one record.</summary>
        /// <param name="stream">At the beginning of a record.</param>
        /// <param name="end">Where the last record ends.</param>
        /// <returns>Whether there was a whole one with right checksums.</returns>
        internal static bool TrySkip(Stream stream, long end)
        {
            Span<byte> header = stackalloc byte[HeaderLength];
            if (end - stream.Position < HeaderLength + FooterLength)
            {
                return false;
            }

            stream.ReadExactly(header);
            var length = BinaryPrimitives.ReadUInt64LittleEndian(header);
            if (BinaryPrimitives.ReadUInt32LittleEndian(header[8..]) != Checksum(header[..8])
                || length > (ulong)(end - stream.Position - FooterLength)
                || length > int.MaxValue)
            {
                return false;
            }

            var record = new byte[length];
            stream.ReadExactly(record);
            stream.ReadExactly(header[..FooterLength]);
            return BinaryPrimitives.ReadUInt32LittleEndian(header) == Checksum(record);
        }

        internal static uint Checksum(ReadOnlySpan<byte> bytes)
        {
            var crc = Crc32C(bytes);
            return BitOperations.RotateRight(crc, 15) + MaskDelta;
        }

        internal static uint Crc32C(ReadOnlySpan<byte> bytes)
        {
            var crc = uint.MaxValue;
            foreach (var value in bytes)
            {
                crc = BitOperations.Crc32C(crc, value);
            }

            return ~crc;
        }
    }
}
