using UnityEngine;

namespace Saccade.Samples.Shapes
{
    /// <summary>A colour that a breed's solids share, each in a shade of its own.</summary>
    internal sealed class Coat
    {
        // Coloured light turns a hue farther than this, so that neighbouring coats are sometimes taken for each other.
        private const float HueSpread = 12f;

        private Coat(string name, float hue)
        {
            Name = name;
            Hue = hue;
        }

        public static Coat Red { get; } = new Coat("red", 0f);

        public static Coat Amber { get; } = new Coat("amber", 40f);

        public static Coat Green { get; } = new Coat("green", 120f);

        public static Coat Cyan { get; } = new Coat("cyan", 182f);

        public static Coat Blue { get; } = new Coat("blue", 225f);

        public static Coat Violet { get; } = new Coat("violet", 285f);

        /// <summary>The colour in one word, lower case.</summary>
        public string Name { get; }

        /// <summary>The middle of its hues, in degrees.</summary>
        public float Hue { get; }

        public Color Tint(SceneRandom random)
        {
            float hue = Mathf.Repeat(Hue + random.Between(-HueSpread, HueSpread), 360f) / 360f;
            float saturation = random.Between(0.5f, 0.95f);
            return Color.HSVToRGB(hue, saturation, random.Between(0.5f, 1f));
        }
    }
}
