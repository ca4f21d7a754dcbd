using System;
using Silk.NET.OpenGL;
using UnityEngine;
using TextureWrapMode = UnityEngine.TextureWrapMode;

namespace Saccade.Host.Rendering
{
    /// <summary>A 2D texture with immutable storage; row 0 is the bottom one.</summary>
    internal sealed class GpuTexture : GpuObject
    {
        private readonly uint _width;
        private readonly uint _height;
        private readonly uint _levels;

        internal GpuTexture(GraphicsDevice device, int width, int height, SizedInternalFormat format, bool hasMips, bool isAlphaOnly)
            : base(device)
        {
            if (width > device.MaxTextureSize || height > device.MaxTextureSize)
            {
                throw new UnityException($"Texture of {width}x{height}: this device holds at most {device.MaxTextureSize} a side.");
            }

            _width = (uint)width;
            _height = (uint)height;
            _levels = hasMips ? (uint)(1 + Math.ILogB(Math.Max(width, height))) : 1;
            Name = device.Names.CreateTexture();
            Gl.TextureStorage2D(Name, _levels, format, _width, _height);
            if (isAlphaOnly)
            {
                Gl.TextureParameter(Name, TextureParameterName.TextureSwizzleR, (int)GLEnum.One);
                Gl.TextureParameter(Name, TextureParameterName.TextureSwizzleG, (int)GLEnum.One);
                Gl.TextureParameter(Name, TextureParameterName.TextureSwizzleB, (int)GLEnum.One);
                Gl.TextureParameter(Name, TextureParameterName.TextureSwizzleA, (int)GLEnum.Red);
            }
        }

        internal uint Name { get; }

        internal bool HasMips => _levels > 1;

        internal FilterMode Filter { get; private set; }

        internal TextureWrapMode Wrap { get; private set; }

        internal void SetSampling(FilterMode filter, TextureWrapMode wrap)
        {
            Filter = filter;
            Wrap = wrap;
            Gl.TextureParameter(Name, TextureParameterName.TextureMinFilter, (int)Sampling.Minify(filter, HasMips));
            Gl.TextureParameter(Name, TextureParameterName.TextureMagFilter, (int)Sampling.Magnify(filter));
            Gl.TextureParameter(Name, TextureParameterName.TextureWrapS, (int)Sampling.Wrap(wrap));
            Gl.TextureParameter(Name, TextureParameterName.TextureWrapT, (int)Sampling.Wrap(wrap));
        }

        internal void Upload(TextureLayout layout, ReadOnlySpan<byte> pixels, bool updateMips)
        {
            Upload(layout, pixels, 0, 0, (int)_width, (int)_height);
            if (HasMips && updateMips)
            {
                Gl.GenerateTextureMipmap(Name);
            }
        }

        internal void Upload(TextureLayout layout, ReadOnlySpan<byte> pixels, int x, int y, int width, int height)
        {
            Device.ResetPixelStore();
            Gl.TextureSubImage2D(Name, 0, x, y, (uint)width, (uint)height, layout.PixelFormat, layout.PixelType, pixels);
        }

        private protected override void Delete() => Device.Names.DeleteTexture(Name);
    }
}
