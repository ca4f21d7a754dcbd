using Silk.NET.OpenGL;

namespace Saccade.Host.Rendering
{
    /// <summary>Creates and deletes every OpenGL object of the engine: what is not given back shows in <see cref="Live"/>.</summary>
    internal sealed class GlNames
    {
        private readonly GL _gl;

        internal GlNames(GL gl)
        {
            _gl = gl;
        }

        internal int Live { get; private set; }

        internal uint CreateTexture()
        {
            Live++;
            _gl.CreateTextures(TextureTarget.Texture2D, 1, out uint name);
            return name;
        }

        internal uint CreateSampler()
        {
            Live++;
            _gl.CreateSamplers(1, out uint name);
            return name;
        }

        internal uint CreateBuffer()
        {
            Live++;
            _gl.CreateBuffers(1, out uint name);
            return name;
        }

        internal uint CreateVertexArray()
        {
            Live++;
            _gl.CreateVertexArrays(1, out uint name);
            return name;
        }

        internal uint CreateFramebuffer()
        {
            Live++;
            _gl.CreateFramebuffers(1, out uint name);
            return name;
        }

        internal uint CreateRenderbuffer()
        {
            Live++;
            _gl.CreateRenderbuffers(1, out uint name);
            return name;
        }

        internal uint CreateProgram()
        {
            Live++;
            return _gl.CreateProgram();
        }

        internal void DeleteTexture(uint name)
        {
            Live--;
            _gl.DeleteTexture(name);
        }

        internal void DeleteSampler(uint name)
        {
            Live--;
            _gl.DeleteSampler(name);
        }

        internal void DeleteBuffer(uint name)
        {
            Live--;
            _gl.DeleteBuffer(name);
        }

        internal void DeleteVertexArray(uint name)
        {
            Live--;
            _gl.DeleteVertexArray(name);
        }

        internal void DeleteFramebuffer(uint name)
        {
            Live--;
            _gl.DeleteFramebuffer(name);
        }

        internal void DeleteRenderbuffer(uint name)
        {
            Live--;
            _gl.DeleteRenderbuffer(name);
        }

        internal void DeleteProgram(uint name)
        {
            Live--;
            _gl.DeleteProgram(name);
        }
    }
}
