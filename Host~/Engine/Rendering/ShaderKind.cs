namespace Saccade.Host.Rendering
{
    /// <summary>How a material's surface answers light, or that it is no surface.</summary>
    internal enum ShaderKind
    {
        Lit,
        Unlit,

        /// <summary>A shader of the game's own, for quads.</summary>
        Quad,
    }
}
