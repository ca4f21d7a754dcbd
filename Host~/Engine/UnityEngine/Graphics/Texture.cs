#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host.Rendering;
using UnityEngine.Rendering;

namespace UnityEngine
{
    public class Texture : Object
    {
        private protected FilterMode filter = FilterMode.Bilinear;
        private protected TextureWrapMode wrap = TextureWrapMode.Repeat;

        private protected Texture()
        {
        }

        public virtual int width { get; set; }

        public virtual int height { get; set; }

        public virtual bool isReadable => false;

        public virtual TextureDimension dimension { get; internal set; } = TextureDimension.Tex2D;

        public FilterMode filterMode
        {
            get => filter;
            set
            {
                filter = value;
                SamplingChanged();
            }
        }

        public TextureWrapMode wrapMode
        {
            get => wrap;
            set
            {
                wrap = value;
                SamplingChanged();
            }
        }

        // Whether a sample comes out of the hardware as linear light, decoded from sRGB.
        internal virtual bool DecodesSrgb => false;

        internal virtual bool IsAlphaOnly => false;

        internal IntPtr GetNativeTexturePtr()
        {
            ThrowIfDestroyed();
            return (IntPtr)RequireGpu().Name;
        }

        internal virtual GpuTexture RequireGpu() => throw new UnityException($"Texture '{name}' holds no pixels.");

        private protected virtual void SamplingChanged()
        {
        }
    }
}
