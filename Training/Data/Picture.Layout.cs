using System;
using SkiaSharp;

namespace Saccade.Training.Data
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
        }
    }
}
