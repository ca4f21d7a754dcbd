using Silk.NET.OpenGL;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL.Encoding
{
    /// <summary>The part of the engine's OpenGL state that the encode changes, to be put back afterwards.</summary>
    internal readonly ref struct GlState
    {
        private readonly uint _program;
        private readonly int _activeTexture;
        private readonly uint _picture;
        private readonly uint _sampler;
        private readonly ImageUnit _image;
        private readonly uint _tables;
        private readonly uint _between;
        private readonly BufferRange _written;
        private readonly BufferRange _output;
        private readonly uint _buffer;
        private readonly bool _framebufferSrgb;
        private readonly bool _scissor;

        private GlState(GLApi gl)
        {
            _program = (uint)gl.GetInteger(GetPName.CurrentProgram);
            _activeTexture = gl.GetInteger(GetPName.ActiveTexture);
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.ColorsUnit);
            _picture = (uint)gl.GetInteger(GetPName.TextureBinding2D);
            _sampler = (uint)gl.GetInteger(GetPName.SamplerBinding);
            _image = new ImageUnit(gl, EncodeShader.PictureImage);
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.TablesUnit);
            _tables = (uint)gl.GetInteger(GetPName.TextureBindingBuffer);
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.BetweenUnit);
            _between = (uint)gl.GetInteger(GetPName.TextureBindingBuffer);
            _written = new BufferRange(gl, EncodeShader.BetweenOutBuffer);
            _output = new BufferRange(gl, EncodeShader.ResultBuffer);
            _buffer = (uint)gl.GetInteger(GetPName.ShaderStorageBufferBinding);
            _framebufferSrgb = gl.IsEnabled(EnableCap.FramebufferSrgb);
            _scissor = gl.IsEnabled(EnableCap.ScissorTest, 0);
        }

        /// <summary>Remembers the state as it is now.</summary>
        public static GlState Save(GLApi gl) => new GlState(gl);

        /// <summary>Puts the remembered state back.</summary>
        public void Restore(GLApi gl)
        {
            gl.UseProgram(_program);

            // glBindTextureUnit with no texture would clear the unit's other targets too.
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.ColorsUnit);
            gl.BindTexture(TextureTarget.Texture2D, _picture);
            gl.BindSampler(EncodeShader.ColorsUnit, _sampler);
            _image.Restore(gl);
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.TablesUnit);
            gl.BindTexture(TextureTarget.TextureBuffer, _tables);
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.BetweenUnit);
            gl.BindTexture(TextureTarget.TextureBuffer, _between);
            gl.ActiveTexture((TextureUnit)_activeTexture);
            _written.Restore(gl);
            _output.Restore(gl);
            gl.BindBuffer(BufferTargetARB.ShaderStorageBuffer, _buffer);
            if (_framebufferSrgb)
            {
                gl.Enable(EnableCap.FramebufferSrgb);
            }
            else
            {
                gl.Disable(EnableCap.FramebufferSrgb);
            }

            if (_scissor)
            {
                gl.Enable(EnableCap.ScissorTest, 0);
            }
            else
            {
                gl.Disable(EnableCap.ScissorTest, 0);
            }
        }

        // An indexed binding of a shader storage buffer, whole or a part of it.
        private readonly struct BufferRange
        {
            private readonly uint _index;
            private readonly uint _buffer;
            private readonly long _start;
            private readonly long _size;

            public BufferRange(GLApi gl, uint index)
            {
                _index = index;
                gl.GetInteger(GetPName.ShaderStorageBufferBinding, index, out var buffer);
                _buffer = (uint)buffer;
                gl.GetInteger64(GetPName.ShaderStorageBufferStart, index, out _start);
                gl.GetInteger64(GetPName.ShaderStorageBufferSize, index, out _size);
            }

            public void Restore(GLApi gl)
            {
                if (_size == 0)
                {
                    gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, _index, _buffer);
                }
                else
                {
                    gl.BindBufferRange(BufferTargetARB.ShaderStorageBuffer, _index, _buffer, (nint)_start, (nuint)_size);
                }
            }
        }

        private readonly struct ImageUnit
        {
            private readonly uint _unit;
            private readonly uint _texture;
            private readonly int _level;
            private readonly bool _layered;
            private readonly int _layer;
            private readonly BufferAccessARB _access;
            private readonly InternalFormat _format;

            public ImageUnit(GLApi gl, uint unit)
            {
                _unit = unit;
                _texture = (uint)Get(gl, unit, GLEnum.ImageBindingName);
                _level = Get(gl, unit, GLEnum.ImageBindingLevel);
                _layered = Get(gl, unit, GLEnum.ImageBindingLayered) != 0;
                _layer = Get(gl, unit, GLEnum.ImageBindingLayer);
                _access = (BufferAccessARB)Get(gl, unit, GLEnum.ImageBindingAccess);
                _format = (InternalFormat)Get(gl, unit, GLEnum.ImageBindingFormat);
            }

            public void Restore(GLApi gl) => gl.BindImageTexture(_unit, _texture, _level, _layered, _layer, _access, _format);

            private static int Get(GLApi gl, uint unit, GLEnum parameter)
            {
                gl.GetInteger(parameter, unit, out var value);
                return value;
            }
        }
    }
}
