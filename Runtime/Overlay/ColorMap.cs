namespace Saccade
{
    /// <summary>How a weight becomes a colour.</summary>
    public enum ColorMap
    {
        /// <summary>Black over purple and orange to pale yellow; lightness rises evenly with the weight.</summary>
        Inferno,

        /// <summary>Blue over green and yellow to red; many hues, lightness not even.</summary>
        Turbo,

        /// <summary>Black to white.</summary>
        Gray,
    }
}
