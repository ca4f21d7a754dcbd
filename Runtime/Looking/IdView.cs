using System;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Looking
{
    /// <summary>An id picture in colours, one a target, to look at.</summary>
    internal sealed class IdView
    {
        private Color32[] _colors = Array.Empty<Color32>();

        /// <summary>The picture, lowest row first, transparent where there is no target; null before the first.</summary>
        public Texture2D? Texture { get; private set; }

        /// <summary>The colour of a number, far from those of the numbers beside it.</summary>
        public static Color32 ColorOf(int id, float opacity)
        {
            // Steps of the golden angle on the circle of hues.
            var hue = id * 0.61803399f % 1f * 6f;
            return new Color32(Channel(hue, 0f), Channel(hue, 4f), Channel(hue, 2f), (byte)(255f * opacity));
        }

        /// <summary>Shows an id picture.</summary>
        public void Show(IdSlot picture, float opacity)
        {
            var count = picture.Width * picture.Height;
            if (Texture == null || Texture.width != picture.Width || Texture.height != picture.Height)
            {
                Release();
                _colors = new Color32[count];
                Texture = new Texture2D(picture.Width, picture.Height, TextureFormat.RGBA32, false)
                {
                    name = "Attention Targets",
                    filterMode = FilterMode.Point,
                    wrapMode = TextureWrapMode.Clamp,
                    hideFlags = HideFlags.HideAndDontSave,
                };
            }

            for (var i = 0; i < count; i++)
            {
                var id = ShareSum.IdAt(picture.Samples, i);
                _colors[i] = id == 0 ? default : ColorOf(id, opacity);
            }

            Texture.SetPixelData(_colors, 0);
            Texture.Apply(false, false);
        }

        /// <summary>Gives the texture back.</summary>
        public void Release()
        {
            if (Texture != null)
            {
                Object.Destroy(Texture);
            }

            Texture = null;
        }

        private static byte Channel(float hue, float shift) =>
            (byte)(255f * Mathf.Clamp01(Mathf.Abs((hue + shift) % 6f - 3f) - 1f));
    }
}
