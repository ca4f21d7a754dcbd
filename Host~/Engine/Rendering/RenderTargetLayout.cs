using Silk.NET.OpenGL;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>The colour format on the device for each <see cref="RenderTextureFormat"/>.</summary>
    internal static class RenderTargetLayout
    {
        internal static bool IsSrgbCapable(RenderTextureFormat format) =>
            format is RenderTextureFormat.ARGB32 or RenderTextureFormat.Default;

        internal static SizedInternalFormat Sized(RenderTextureFormat format, bool srgb) => format switch
        {
            RenderTextureFormat.ARGB32 or RenderTextureFormat.Default =>
                srgb ? SizedInternalFormat.Srgb8Alpha8 : SizedInternalFormat.Rgba8,
            RenderTextureFormat.ARGBHalf => SizedInternalFormat.Rgba16f,
            RenderTextureFormat.ARGBFloat => SizedInternalFormat.Rgba32f,
            RenderTextureFormat.RFloat => SizedInternalFormat.R32f,
            RenderTextureFormat.R8 => SizedInternalFormat.R8,
            _ => throw new UnityException($"RenderTextureFormat {format} is not drawn to by this engine."),
        };
    }
}
