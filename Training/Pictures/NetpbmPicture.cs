using System;

namespace Saccade.Training.Pictures
{
    /// <summary>
    /// Reads PBM, PGM and PPM, as text and as bytes, to Pillow's levels. ImageSharp reads them too, but 16 bits a channel in the wrong
    /// order, fewer than 256 levels unscaled, and what is cut short as black.
    /// </summary>
    internal ref struct NetpbmPicture
    {
        private readonly ReadOnlySpan<byte> _file;
        private int _at;

        private NetpbmPicture(ReadOnlySpan<byte> file)
        {
            _file = file;
        }

        /// <summary>Pixels; 0 in what is no such picture.</summary>
        internal int Width { get; private set; }

        /// <summary>Pixels; 0 in what is no such picture.</summary>
        internal int Height { get; private set; }

        /// <summary>Whether it is 16-bit grey, which is clamped.</summary>
        internal readonly bool IsWideGrey => Largest > byte.MaxValue && Channels == 1;

        private readonly int Kind => _file[1] - '0';

        // P1 to P3 are text, P4 to P6 the same as bytes.
        private readonly bool IsText => Kind <= 3;

        private readonly bool IsBits => Kind is 1 or 4;

        private readonly int Channels => Kind is 3 or 6 ? 3 : 1;

        private int Largest { get; set; }

        /// <summary>Reads a file's header.</summary>
        /// <param name="file">The file's bytes.</param>
        /// <returns>The picture; without pixels if the file is none.</returns>
        internal static NetpbmPicture Open(ReadOnlySpan<byte> file)
        {
            var picture = new NetpbmPicture(file) { _at = 2 };
            if (file.Length < 8 || file[0] != 'P' || file[1] is < (byte)'1' or > (byte)'6' || !IsSpace(file[2]))
            {
                return default;
            }

            var (width, height) = (picture.ReadNumber(), picture.ReadNumber());
            picture.Largest = picture.IsBits ? 1 : picture.ReadNumber();
            if (width < 1 || height < 1 || picture.Largest is < 1 or > ushort.MaxValue)
            {
                return default;
            }

            // One blank only: the next byte may be a level.
            picture._at += picture.IsText ? 0 : 1;
            (picture.Width, picture.Height) = (width, height);
            return picture;
        }

        /// <summary>Decodes the pixels.</summary>
        /// <returns>Four levels a pixel, alpha last; null if the file is cut short or damaged.</returns>
        internal byte[]? Decode()
        {
            var rowBytes = IsBits ? (Width + 7L) / 8 : (long)Width * Channels * (Largest > byte.MaxValue ? 2 : 1);
            var least = IsText ? (long)Width * Height * Channels : rowBytes * Height;
            if (_file.Length - _at < least)
            {
                return null;
            }

            var rgba = GC.AllocateUninitializedArray<byte>(checked(4 * Width * Height));
            for (var to = 0; to < rgba.Length; to += 4)
            {
                for (var channel = 0; channel < 3; channel++)
                {
                    if (channel >= Channels)
                    {
                        rgba[to + channel] = rgba[to];
                    }
                    else
                    {
                        var level = IsText ? ReadText() : ReadBytes(to / 4 % Width);
                        if (level < 0)
                        {
                            return null;
                        }

                        rgba[to + channel] = ToLevel(level);
                    }
                }

                rgba[to + 3] = byte.MaxValue;
            }

            return rgba;
        }

        private static bool IsSpace(byte value) => value is (byte)' ' or (>= 9 and <= 13);

        // In bitmaps 1 is black. 16-bit grey is clamped, as in a PNG.
        private readonly byte ToLevel(int value)
        {
            if (IsBits)
            {
                return value == 0 ? byte.MaxValue : (byte)0;
            }

            var highest = IsWideGrey ? ushort.MaxValue : byte.MaxValue;
            return (byte)Math.Min(byte.MaxValue, Math.Round((double)value / Largest * highest));
        }

        private int ReadText()
        {
            if (!IsBits)
            {
                var number = ReadNumber();
                return number <= Largest ? number : -1;
            }

            // The digits of a bitmap may stand side by side.
            SkipSpace();
            return _at < _file.Length && _file[_at] is (byte)'0' or (byte)'1' ? _file[_at++] - '0' : -1;
        }

        private int ReadBytes(int column)
        {
            if (IsBits)
            {
                var bit = (_file[_at] >> (7 - column % 8)) & 1;
                _at += column % 8 == 7 || column == Width - 1 ? 1 : 0;
                return bit;
            }

            var high = Largest > byte.MaxValue ? _file[_at++] << 8 : 0;
            return high | _file[_at++];
        }

        private int ReadNumber()
        {
            SkipSpace();
            var start = _at;
            var number = 0;
            for (; _at < _file.Length && _file[_at] is >= (byte)'0' and <= (byte)'9' && number < int.MaxValue / 10 - 1; _at++)
            {
                number = 10 * number + _file[_at] - '0';
            }

            return _at > start ? number : -1;
        }

        // A comment ends with its line.
        private void SkipSpace()
        {
            var isComment = false;
            for (; _at < _file.Length && (isComment || IsSpace(_file[_at]) || _file[_at] == '#'); _at++)
            {
                isComment = (isComment || _file[_at] == '#') && _file[_at] is not ((byte)'\n' or (byte)'\r');
            }
        }
    }
}
