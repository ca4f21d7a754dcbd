using Silk.NET.OpenGL;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL.Encoding
{
    /// <summary>
    /// What a texture says about how shaders read it. The encode always reads the first level, as the picture's width and height are the
    /// first level's, with red, green and blue as the texture hands them out: an engine that stores BGRA or one channel says so by them. A
    /// framebuffer that draws into the texture knows nothing of that, and what is read from one are the channels as they are stored.
    /// </summary>
    internal readonly ref struct TextureState
    {
        private readonly uint _texture;
        private readonly int _baseLevel;
        private readonly int _red;
        private readonly int _green;
        private readonly int _blue;

        /// <summary>Looks at a texture.</summary>
        public TextureState(GLApi gl, uint texture)
        {
            _texture = texture;
            gl.GetTextureParameter(texture, GLEnum.TextureBaseLevel, out _baseLevel);
            gl.GetTextureParameter(texture, GLEnum.TextureSwizzleR, out _red);
            gl.GetTextureParameter(texture, GLEnum.TextureSwizzleG, out _green);
            gl.GetTextureParameter(texture, GLEnum.TextureSwizzleB, out _blue);
        }

        /// <summary>Whether a shader reads the channels as they are stored.</summary>
        public bool HasPlainChannels => _red == (int)GLEnum.Red && _green == (int)GLEnum.Green && _blue == (int)GLEnum.Blue;

        /// <summary>Has shaders read the first level, until <see cref="Restore"/>.</summary>
        /// <param name="gl">The context.</param>
        /// <param name="hasPlainChannels">Whether the channels are read as they are stored.</param>
        public void Set(GLApi gl, bool hasPlainChannels)
        {
            if (_baseLevel != 0)
            {
                gl.TextureParameter(_texture, TextureParameterName.TextureBaseLevel, 0);
            }

            if (hasPlainChannels && !HasPlainChannels)
            {
                SetChannels(gl, _texture, (int)GLEnum.Red, (int)GLEnum.Green, (int)GLEnum.Blue);
            }
        }

        /// <summary>Puts back what <see cref="Set"/> changed.</summary>
        public void Restore(GLApi gl, bool hasPlainChannels)
        {
            if (_baseLevel != 0)
            {
                gl.TextureParameter(_texture, TextureParameterName.TextureBaseLevel, _baseLevel);
            }

            if (hasPlainChannels && !HasPlainChannels)
            {
                SetChannels(gl, _texture, _red, _green, _blue);
            }
        }

        /// <summary>Has another texture, with the same content, hand out its channels as this one.</summary>
        public void CopyChannels(GLApi gl, uint texture) => SetChannels(gl, texture, _red, _green, _blue);

        private static void SetChannels(GLApi gl, uint texture, int red, int green, int blue)
        {
            gl.TextureParameter(texture, TextureParameterName.TextureSwizzleR, red);
            gl.TextureParameter(texture, TextureParameterName.TextureSwizzleG, green);
            gl.TextureParameter(texture, TextureParameterName.TextureSwizzleB, blue);
        }
    }
}
