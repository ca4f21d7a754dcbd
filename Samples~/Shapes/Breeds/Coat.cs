namespace Saccade.Samples.Shapes.Breeds
{
    /// <summary>A colour that a breed's solids share, each in a shade of its own.</summary>
    internal sealed class Coat
    {
        /// <summary>
        /// How far a solid's hue may lie from the middle, in degrees. Coloured light turns a hue farther than this, so that neighbouring
        /// coats are sometimes taken for each other.
        /// </summary>
        public const float HueSpread = 12f;

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
    }
}
