using System;
using System.Runtime.Intrinsics;
using SkiaSharp;

namespace Saccade.Training.Pictures
{
    public sealed partial record Picture
    {
        /// <summary>Where each pixel of the file belongs in the upright picture.</summary>
        private readonly struct Layout
        {
            private readonly int _fileWidth;
            private readonly int _fileHeight;
            private readonly int _start;
            private readonly int _columnStep;
            private readonly int _rowStep;

            internal Layout(int fileWidth, int fileHeight, SKEncodedOrigin origin)
            {
                (_fileWidth, _fileHeight) = (fileWidth, fileHeight);
                var turned = origin >= SKEncodedOrigin.LeftTop;
                (Width, Height) = turned ? (fileHeight, fileWidth) : (fileWidth, fileHeight);
                (_columnStep, _rowStep) = turned ? (3 * Width, 3) : (3, 3 * Width);
                if (origin is SKEncodedOrigin.TopRight or SKEncodedOrigin.BottomRight
                    or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom)
                {
                    _start += (fileWidth - 1) * _columnStep;
                    _columnStep = -_columnStep;
                }

                if (origin is SKEncodedOrigin.BottomRight or SKEncodedOrigin.BottomLeft
                    or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom)
                {
                    _start += (fileHeight - 1) * _rowStep;
                    _rowStep = -_rowStep;
                }
            }

            internal int Width { get; }

            internal int Height { get; }

            /// <summary>From [FileHeight, FileWidth, 4] bytes.</summary>
            internal byte[] DropAlpha(ReadOnlySpan<byte> rgba)
            {
                var rgb = GC.AllocateUninitializedArray<byte>(3 * Width * Height);
                if (_start == 0 && _columnStep == 3)
                {
                    DropAlphaInOrder(rgba, rgb);
                    return rgb;
                }

                for (var y = 0; y < _fileHeight; y++)
                {
                    var row = rgba.Slice(4 * y * _fileWidth, 4 * _fileWidth);
                    var to = _start + y * _rowStep;
                    for (var from = 0; from < row.Length; from += 4, to += _columnStep)
                    {
                        rgb[to] = row[from];
                        rgb[to + 1] = row[from + 1];
                        rgb[to + 2] = row[from + 2];
                    }
                }

                return rgb;
            }

            private static void DropAlphaInOrder(ReadOnlySpan<byte> rgba, Span<byte> rgb)
            {
                var order = Vector128.Create((byte)0, 1, 2, 4, 5, 6, 8, 9, 10, 12, 13, 14, 0, 0, 0, 0);
                var (from, to) = (0, 0);

                // Four pixels at a time. Each store is four bytes too long; the next one mends that.
                for (; to + Vector128<byte>.Count <= rgb.Length; from += 16, to += 12)
                {
                    Vector128.Shuffle(Vector128.Create(rgba.Slice(from, Vector128<byte>.Count)), order).CopyTo(rgb[to..]);
                }

                for (; to < rgb.Length; from += 4, to += 3)
                {
                    rgba.Slice(from, 3).CopyTo(rgb[to..]);
                }
            }
        }
    }
}
