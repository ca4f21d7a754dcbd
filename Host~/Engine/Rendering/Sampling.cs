using Silk.NET.OpenGL;
using UnityEngine;
using TextureWrapMode = UnityEngine.TextureWrapMode;

namespace Saccade.Host.Rendering
{
    /// <summary>Unity's filter and wrap modes in OpenGL's terms.</summary>
    internal static class Sampling
    {
        internal static GLEnum Minify(FilterMode filter, bool hasMips) => (filter, hasMips) switch
        {
            (FilterMode.Point, false) => GLEnum.Nearest,
            (FilterMode.Point, true) => GLEnum.NearestMipmapNearest,
            (_, false) => GLEnum.Linear,
            (FilterMode.Bilinear, true) => GLEnum.LinearMipmapNearest,
            (_, true) => GLEnum.LinearMipmapLinear,
        };

        internal static GLEnum Magnify(FilterMode filter) => filter == FilterMode.Point ? GLEnum.Nearest : GLEnum.Linear;

        internal static GLEnum Wrap(TextureWrapMode wrap) => wrap switch
        {
            TextureWrapMode.Clamp => GLEnum.ClampToEdge,
            TextureWrapMode.Mirror => GLEnum.MirroredRepeat,
            _ => GLEnum.Repeat,
        };
    }
}
