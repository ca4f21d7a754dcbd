namespace Saccade.Host.Rendering
{
    /// <summary>How a material's surface answers light.</summary>
    internal enum ShaderKind
    {
        Lit,
        Unlit,
    }
}
