using Silk.NET.OpenGL;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL
{
    /// <summary>The part of the engine's OpenGL state that the encode changes, to be put back afterwards.</summary>
    internal readonly ref struct GlState
    {
        private readonly uint _program;
        private readonly uint _texture;
        private readonly uint _sampler;
        private readonly uint _buffer0;
        private readonly uint _buffer1;
        private readonly uint _buffer2;
        private readonly uint _buffer3;
        private readonly uint _buffer;
        private readonly bool _framebufferSrgb;
        private readonly bool _scissor;
        private readonly int _activeTexture;

        private GlState(GLApi gl)
        {
            _program = (uint)gl.GetInteger(GetPName.CurrentProgram);
            _activeTexture = gl.GetInteger(GetPName.ActiveTexture);
            gl.ActiveTexture(TextureUnit.Texture0);
            _texture = (uint)gl.GetInteger(GetPName.TextureBinding2D);
            _sampler = (uint)gl.GetInteger(GetPName.SamplerBinding);
            _buffer = (uint)gl.GetInteger(GetPName.ShaderStorageBufferBinding);
            _buffer0 = Binding(gl, 0);
            _buffer1 = Binding(gl, 1);
            _buffer2 = Binding(gl, 2);
            _buffer3 = Binding(gl, 3);
            _framebufferSrgb = gl.IsEnabled(EnableCap.FramebufferSrgb);
            _scissor = gl.IsEnabled(EnableCap.ScissorTest);
        }

        /// <summary>Remembers the state as it is now.</summary>
        public static GlState Save(GLApi gl) => new GlState(gl);

        /// <summary>Puts the remembered state back.</summary>
        public void Restore(GLApi gl)
        {
            gl.UseProgram(_program);
            gl.BindTextureUnit(0, _texture);
            gl.BindSampler(0, _sampler);
            gl.ActiveTexture((TextureUnit)_activeTexture);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 0, _buffer0);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 1, _buffer1);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 2, _buffer2);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 3, _buffer3);
            gl.BindBuffer(BufferTargetARB.ShaderStorageBuffer, _buffer);
            Set(gl, EnableCap.FramebufferSrgb, _framebufferSrgb);
            Set(gl, EnableCap.ScissorTest, _scissor);
        }

        private static uint Binding(GLApi gl, uint index)
        {
            gl.GetInteger(GetPName.ShaderStorageBufferBinding, index, out int buffer);
            return (uint)buffer;
        }

        private static void Set(GLApi gl, EnableCap capability, bool on)
        {
            if (on)
                gl.Enable(capability);
            else
                gl.Disable(capability);
        }
    }
}
