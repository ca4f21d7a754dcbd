using System;

namespace UnityEngine
{
    [Serializable]
    public sealed class GUISkin
    {
        public GUISkin()
        {
            label = new GUIStyle
            {
                name = "label",
                normal = new GUIStyleState { textColor = new Color(0.9f, 0.9f, 0.9f) },
                padding = new RectOffset(0, 0, 3, 3),
                margin = new RectOffset(4, 4, 4, 4),
                wordWrap = true,
            };
            box = new GUIStyle
            {
                name = "box",
                normal = new GUIStyleState { textColor = new Color(0.9f, 0.9f, 0.9f), background = RoundedPanel() },
                border = new RectOffset(6, 6, 6, 6),
                padding = new RectOffset(4, 4, 4, 4),
                margin = new RectOffset(4, 4, 4, 4),
                alignment = TextAnchor.UpperCenter,
            };
        }

        public GUIStyle label { get; set; }

        public GUIStyle box { get; set; }

        private static Texture2D RoundedPanel()
        {
            const int Size = 12;
            const float Radius = 4;
            var pixels = new Color32[Size * Size];
            for (var i = 0; i < pixels.Length; i++)
            {
                // Distance to the inner square whose corners the rounding turns about, both mirrored into one quadrant.
                var x = MathF.Max(MathF.Abs(i % Size + 0.5f - Size / 2f) - (Size / 2f - Radius), 0);
                var y = MathF.Max(MathF.Abs(i / Size + 0.5f - Size / 2f) - (Size / 2f - Radius), 0);
                var inside = Mathf.Clamp01(Radius + 0.5f - MathF.Sqrt(x * x + y * y));
                pixels[i] = new Color(0.05f, 0.06f, 0.08f, 0.62f * inside);
            }

            var panel = new Texture2D(Size, Size, TextureFormat.RGBA32, false) { name = "box", wrapMode = TextureWrapMode.Clamp };
            panel.SetPixels32(pixels);
            panel.Apply();
            return panel;
        }
    }
}
