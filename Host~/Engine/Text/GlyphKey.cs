using System.Text;
using UnityEngine;

namespace Saccade.Host.Text
{
    /// <summary>A character in one size (pixels), style and fraction of a pixel (in <see cref="Typography.SubpixelSteps"/>ths).</summary>
    internal readonly record struct GlyphKey(Rune Rune, int Size, FontStyle Style, byte Subpixel);
}
