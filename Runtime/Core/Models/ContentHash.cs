using System;
using System.Runtime.InteropServices;

namespace Saccade.Models
{
    /// <summary>A number that changes when bytes do: to tell versions apart, not to keep anybody out. Eight bytes at a time.</summary>
    internal struct ContentHash
    {
        private const ulong First = 0x9E3779B185EBCA87;
        private const ulong Second = 0xC2B2AE3D27D4EB4F;

        private ulong _state;
        private ulong _length;

        /// <summary>The number of all that was added.</summary>
        public readonly ulong Value
        {
            get
            {
                var value = _state ^ unchecked(_length * First);
                value = unchecked((value ^ (value >> 33)) * Second);
                return value ^ (value >> 29);
            }
        }

        /// <summary>Adds bytes. Where one call ends and the next begins counts too.</summary>
        public void Add(ReadOnlySpan<byte> bytes)
        {
            var words = MemoryMarshal.Cast<byte, ulong>(bytes);
            foreach (var word in words)
            {
                Mix(word);
            }

            ulong rest = 0;
            foreach (var value in bytes.Slice(words.Length * sizeof(ulong)))
            {
                rest = (rest << 8) | value;
            }

            Mix(rest);
            _length += (ulong)bytes.Length;
        }

        /// <summary>Adds a text.</summary>
        public void Add(string text) => Add(MemoryMarshal.AsBytes(text.AsSpan()));

        /// <summary>Adds a number.</summary>
        public void Add(ulong number) => Mix(number);

        private void Mix(ulong word)
        {
            var mixed = unchecked((_state ^ word) * First);
            _state = unchecked(((mixed << 31) | (mixed >> 33)) * Second + First);
        }
    }
}
