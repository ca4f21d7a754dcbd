#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host.Rendering;

namespace UnityEngine
{
    public class RenderTexture : Texture
    {
        private static RenderTexture _active;

        private readonly RenderTextureReadWrite _readWrite;
        private RenderTarget _target;
        private int _antiAliasing = 1;

        public RenderTexture(int width, int height, int depth)
            : this(width, height, depth, RenderTextureFormat.Default, RenderTextureReadWrite.Default)
        {
        }

        public RenderTexture(int width, int height, int depth, RenderTextureFormat format)
            : this(width, height, depth, format, RenderTextureReadWrite.Default)
        {
        }

        public RenderTexture(int width, int height, int depth, RenderTextureFormat format, RenderTextureReadWrite readWrite)
        {
            if (width < 1 || height < 1)
            {
                throw new ArgumentException($"RenderTexture: {width}x{height} given, at least 1x1 expected.");
            }

            base.width = width;
            base.height = height;
            this.depth = depth;
            this.format = format;
            _readWrite = readWrite;
            wrap = TextureWrapMode.Clamp;
        }

        public static RenderTexture active
        {
            get => _active == null ? null : _active;
            set
            {
                if (GraphicsDevice.IsRunning)
                {
                    // What was gathered is for the target that was active until now.
                    GraphicsDevice.Current.Canvas.SetViewport(null);
                }

                _active = value;
            }
        }

        public override int width
        {
            get => base.width;
            set
            {
                if (MayChange(nameof(width)))
                {
                    base.width = value;
                }
            }
        }

        public override int height
        {
            get => base.height;
            set
            {
                if (MayChange(nameof(height)))
                {
                    base.height = value;
                }
            }
        }

        public int depth { get; set; }

        public RenderTextureFormat format { get; set; }

        public bool sRGB =>
            QualitySettings.activeColorSpace == ColorSpace.Linear
            && RenderTargetLayout.IsSrgbCapable(format)
            && _readWrite != RenderTextureReadWrite.Linear;

        public int antiAliasing
        {
            get => _antiAliasing;
            set
            {
                if (value is not (1 or 2 or 4 or 8))
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(value), value, $"antiAliasing of '{name}': expected 1, 2, 4 or 8 samples.");
                }

                if (MayChange(nameof(antiAliasing)))
                {
                    _antiAliasing = value;
                }
            }
        }

        internal static RenderTarget ActiveTarget => active is null ? GraphicsDevice.Current.Screen : active.RequireTarget();

        internal override bool DecodesSrgb => sRGB;

        public bool Create()
        {
            ThrowIfDestroyed();
            RequireTarget();
            return true;
        }

        public bool IsCreated() => _target is { IsAlive: true };

        public void Release()
        {
            _target?.Release();
            _target = null;
        }

        internal RenderTarget RequireTarget()
        {
            ThrowIfDestroyed();
            if (_target is not { IsAlive: true })
            {
                _target = new RenderTarget(
                    GraphicsDevice.Current, width, height, RenderTargetLayout.Sized(format, sRGB), depth > 0, _antiAliasing);
                _target.Color.SetSampling(filter, wrap);
            }

            return _target;
        }

        internal override GpuTexture RequireGpu() => RequireTarget().Color;

        internal override void AfterDestroy() => _target?.Release();

        private bool MayChange(string property)
        {
            if (IsCreated())
            {
                Debug.LogError($"Setting {property} of already created render texture '{name}' is not supported! Release it first.", this);
                return false;
            }

            return true;
        }

        private protected override void SamplingChanged()
        {
            if (_target is { IsAlive: true })
            {
                _target.Color.SetSampling(filter, wrap);
            }
        }
    }
}
