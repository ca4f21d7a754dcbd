namespace Saccade
{
    /// <summary>How a weight becomes a colour. In the perceptual maps lightness rises evenly with the weight.</summary>
    public enum ColorMap
    {
        /// <summary>Black over purple and orange to pale yellow; perceptual.</summary>
        Inferno,

        /// <summary>Violet over blue and green to yellow; perceptual, and readable with any colour blindness.</summary>
        Viridis,

        /// <summary>Dark blue over green and yellow to red: many hues, lightest in the middle.</summary>
        Turbo,

        /// <summary>Black to white; perceptual.</summary>
        Gray,
    }
}
