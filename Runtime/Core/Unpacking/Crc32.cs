using System;

namespace Saccade.Unpacking
{
    /// <summary>The checksum of ZIP archives, computed piece by piece.</summary>
    internal static class Crc32
    {
        private static readonly uint[] Table = MakeTable();

        /// <summary>Goes on with a checksum; 0 is where one begins.</summary>
        /// <param name="checksum">Of what came before.</param>
        /// <param name="bytes">What comes next.</param>
        public static uint Append(uint checksum, ReadOnlySpan<byte> bytes)
        {
            var rest = ~checksum;
            foreach (var value in bytes)
            {
                rest = Table[(byte)rest ^ value] ^ (rest >> 8);
            }

            return ~rest;
        }

        private static uint[] MakeTable()
        {
            var table = new uint[256];
            for (uint i = 0; i < table.Length; i++)
            {
                var rest = i;
                for (var bit = 0; bit < 8; bit++)
                {
                    rest = (rest & 1) == 0 ? rest >> 1 : (rest >> 1) ^ 0xEDB88320u;
                }

                table[i] = rest;
            }

            return table;
        }
    }
}
