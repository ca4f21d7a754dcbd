using System;
using UnityEngine;

namespace Saccade.Overlay
{
    /// <summary>The colours of a <see cref="ColorMap"/>, between a few anchors of the published maps.</summary>
    internal static class ColorTable
    {
        private static readonly int[] Inferno =
        {
            0x000004, 0x1B0C41, 0x4A0C6B, 0x781C6D, 0xA52C60, 0xCF4446, 0xED6925, 0xFB9B06, 0xF7D13D, 0xFCFFA4,
        };

        private static readonly int[] Turbo =
        {
            0x30123B, 0x4662D7, 0x36AAF9, 0x1AE4B6, 0x72FE5E, 0xC8EF34, 0xFABA39, 0xF66B19, 0xCB2A04, 0x7A0403,
        };

        private static readonly int[] Gray = { 0x000000, 0xFFFFFF };

        /// <summary>Makes the 256 colours of a map; their alpha is 255.</summary>
        public static Color32[] Create(ColorMap map)
        {
            int[] anchors = map == ColorMap.Turbo ? Turbo : map == ColorMap.Gray ? Gray : Inferno;
            Color32[] colors = new Color32[256];
            for (int i = 0; i < colors.Length; i++)
            {
                float place = i / 255f * (anchors.Length - 1);
                int below = Math.Min((int)place, anchors.Length - 2);
                float between = place - below;
                colors[i] = new Color32(
                    Mix(anchors[below] >> 16, anchors[below + 1] >> 16, between),
                    Mix(anchors[below] >> 8, anchors[below + 1] >> 8, between),
                    Mix(anchors[below], anchors[below + 1], between),
                    255);
            }

            return colors;
        }

        private static byte Mix(int from, int to, float between) =>
            (byte)((from & 255) + ((to & 255) - (from & 255)) * between + 0.5f);
    }
}
