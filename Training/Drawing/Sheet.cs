using System;
using System.Linq;
using SkiaSharp;

namespace Saccade.Training.Drawing
{
    /// <summary>What the drawn reports have in common.</summary>
    internal static class Sheet
    {
        internal static readonly SKColor Ink = new(0x1f, 0x29, 0x37);
        internal static readonly SKColor Faint = new(0x6b, 0x72, 0x80);
        internal static readonly SKColor Right = new(0x1d, 0x4e, 0xd8);
        internal static readonly SKColor Wrong = new(0xdc, 0x26, 0x26);
        internal static readonly SKColor Lines = new(0xe5, 0xe7, 0xeb);

        /// <summary>Draws on a white sheet and encodes it as PNG.</summary>
        internal static byte[] ToPng(int width, int height, Action<SKCanvas> draw)
        {
            using var bitmap = new SKBitmap(width, height);
            using var canvas = new SKCanvas(bitmap);
            canvas.Clear(SKColors.White);
            draw(canvas);
            return Encode(bitmap);
        }

        internal static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format = SKEncodedImageFormat.Png)
        {
            using var data = bitmap.Encode(format, format == SKEncodedImageFormat.Png ? 100 : 85);
            return data.ToArray();
        }

        /// <summary>Draws one line, shortened to the room that there is.</summary>
        internal static void Text(SKCanvas canvas, string text, float left, float baseline, float room, SKFont font, SKColor color)
        {
            using var ink = new SKPaint { Color = color, IsAntialias = true };
            canvas.DrawText(Ellipsis.Shorten(ToLine(text), line => font.MeasureText(line) <= room), left, baseline, font, ink);
        }

        /// <summary>A name that came from outside as one line of bounded length.</summary>
        internal static string ToLine(string text, int most = 120)
        {
            var line = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
            return Ellipsis.Shorten(line, shorter => shorter.Length <= most);
        }
    }
}
