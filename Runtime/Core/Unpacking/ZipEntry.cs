namespace Saccade.Unpacking
{
    /// <summary>What a ZIP archive's directory says of one file in it.</summary>
    internal readonly struct ZipEntry
    {
        public ZipEntry(string name, int method, int flags, uint checksum, long packedLength, long length, long headerPosition)
        {
            Name = name;
            Method = method;
            Flags = flags;
            Checksum = checksum;
            PackedLength = packedLength;
            Length = length;
            HeaderPosition = headerPosition;
        }

        /// <summary>The path in the archive, with forward slashes.</summary>
        public string Name { get; }

        /// <summary>0: stored as it is; 8: deflated.</summary>
        public int Method { get; }

        /// <summary>Bit 0: encrypted.</summary>
        public int Flags { get; }

        /// <summary>CRC-32 of the whole file.</summary>
        public uint Checksum { get; }

        /// <summary>Bytes in the archive.</summary>
        public long PackedLength { get; }

        /// <summary>Bytes of the file.</summary>
        public long Length { get; }

        /// <summary>Where in the archive the file's own header begins.</summary>
        public long HeaderPosition { get; }

        /// <summary>The same file under another name.</summary>
        public ZipEntry Rename(string name) => new ZipEntry(name, Method, Flags, Checksum, PackedLength, Length, HeaderPosition);
    }
}
