using Saccade.Host.Rendering;

namespace Saccade.Host
{
    /// <summary>What the OpenGL driver says it is.</summary>
    /// <param name="Vendor">GL_VENDOR, for example "Mesa".</param>
    /// <param name="Renderer">GL_RENDERER, for example "llvmpipe (LLVM 15.0.6, 256 bits)".</param>
    /// <param name="Version">GL_VERSION, beginning with the context's version, for example "4.5 (Core Profile) Mesa 22.3.6".</param>
    public sealed record GlInfo(string Vendor, string Renderer, string Version)
    {
        /// <summary>The running engine's driver.</summary>
        /// <exception cref="UnityEngine.UnityException">No engine is running.</exception>
        public static GlInfo Current => GraphicsDevice.Current.Info;
    }
}
