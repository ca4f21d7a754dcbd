namespace Saccade.Host.Rendering
{
    /// <summary>How a material's surface answers light, or that it is no surface.</summary>
    internal enum ShaderKind
    {
        Lit,
        Unlit,

        /// <summary>Unlit, seen from both sides, and blended over what lies behind by its alpha.</summary>
        Sprite,

        /// <summary>A shader of the game's own, for quads.</summary>
        Quad,
    }
}
