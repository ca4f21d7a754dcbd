#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Runtime.InteropServices;
using Saccade.Host.Rendering;

namespace UnityEngine
{
    public sealed class Texture2D : Texture
    {
        private static Texture2D _white;

        private readonly bool _hasMips;
        private readonly bool _isLinear;
        private TextureLayout _layout;
        private byte[] _pixels;
        private GpuTexture _gpu;
        private bool _dropAfterUpload;

        public Texture2D(int width, int height)
            : this(width, height, TextureFormat.RGBA32, true)
        {
        }

        public Texture2D(int width, int height, TextureFormat textureFormat, bool mipChain)
            : this(width, height, textureFormat, mipChain, false)
        {
        }

        public Texture2D(int width, int height, TextureFormat textureFormat, bool mipChain, bool linear)
        {
            _hasMips = mipChain;
            _isLinear = linear;
            Allocate(width, height, textureFormat);
            Array.Fill(_pixels, byte.MaxValue);
        }

        public static Texture2D whiteTexture
        {
            get
            {
                if (_white == null)
                {
                    _white = new Texture2D(4, 4, TextureFormat.RGBA32, false) { name = "UnityWhite" };
                }

                return _white;
            }
        }

        public TextureFormat format => _layout.Format;

        public override bool isReadable => _pixels is not null && !_dropAfterUpload;

        internal override bool DecodesSrgb =>
            QualitySettings.activeColorSpace == ColorSpace.Linear && _layout.IsSrgbCapable && !_isLinear;

        internal override bool IsAlphaOnly => _layout.Format == TextureFormat.Alpha8;

        public void SetPixels32(Color32[] colors)
        {
            DemandReadable("SetPixels32");
            if (colors.Length != width * height)
            {
                throw new ArgumentException(
                    $"SetPixels32 on '{name}': got {colors.Length} colours for {width}x{height} pixels.", nameof(colors));
            }

            if (_layout.Format == TextureFormat.RGBA32)
            {
                MemoryMarshal.AsBytes<Color32>(colors).CopyTo(_pixels);
                return;
            }

            for (var i = 0; i < colors.Length; i++)
            {
                _layout.Encode(colors[i], _pixels.AsSpan(i * _layout.BytesPerPixel));
            }
        }

        public Color32[] GetPixels32()
        {
            DemandReadable("GetPixels32");
            var colors = new Color32[width * height];
            if (_layout.Format == TextureFormat.RGBA32)
            {
                _pixels.AsSpan().CopyTo(MemoryMarshal.AsBytes(colors.AsSpan()));
                return colors;
            }

            for (var i = 0; i < colors.Length; i++)
            {
                colors[i] = _layout.Decode(_pixels.AsSpan(i * _layout.BytesPerPixel));
            }

            return colors;
        }

        internal Color GetPixel(int x, int y)
        {
            DemandReadable("GetPixel");
            return _layout.Decode(_pixels.AsSpan((y * width + x) * _layout.BytesPerPixel));
        }

        public void SetPixelData<T>(T[] data, int mipLevel, int sourceDataStartIndex = 0)
        {
            DemandReadable("SetPixelData");
            if (mipLevel != 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(mipLevel), mipLevel, $"SetPixelData on '{name}': only level 0 is held; Apply makes the others.");
            }

            var bytes = PixelBytes.Of(data, sourceDataStartIndex);
            if (bytes.Length < _pixels.Length)
            {
                throw new UnityException(
                    $"SetPixelData on '{name}': {bytes.Length} bytes given, {_pixels.Length} needed for {width}x{height} {format}.");
            }

            bytes[.._pixels.Length].CopyTo(_pixels);
        }

        internal void LoadRawTextureData(byte[] data)
        {
            DemandReadable("LoadRawTextureData");
            if (data.Length < _pixels.Length)
            {
                throw new UnityException(
                    $"LoadRawTextureData on '{name}': {data.Length} bytes given, {_pixels.Length} needed for {width}x{height} {format}.");
            }

            data.AsSpan(0, _pixels.Length).CopyTo(_pixels);
        }

        internal byte[] GetRawTextureData()
        {
            DemandReadable("GetRawTextureData");
            return (byte[])_pixels.Clone();
        }

        public void ReadPixels(Rect source, int destX, int destY) => ReadPixels(source, destX, destY, true);

        public void ReadPixels(Rect source, int destX, int destY, bool recalculateMipMaps)
        {
            DemandReadable("ReadPixels");
            var target = RenderTexture.ActiveTarget;
            var area = new RectInt((int)source.x, (int)source.y, (int)source.width, (int)source.height);
            var fits = area.x >= 0 && area.y >= 0 && area.xMax <= target.Width && area.yMax <= target.Height
                && destX >= 0 && destY >= 0 && destX + area.width <= width && destY + area.height <= height;
            if (!fits)
            {
                throw new ArgumentException(
                    $"ReadPixels: {area} of the active {target.Width}x{target.Height} target does not fit at ({destX}, {destY}) in "
                    + $"'{name}' ({width}x{height}).",
                    nameof(source));
            }

            target.Read(area, _layout, _pixels.AsSpan((destY * width + destX) * _layout.BytesPerPixel), width);
        }

        public void Apply() => Apply(true, false);

        public void Apply(bool updateMipmaps) => Apply(updateMipmaps, false);

        public void Apply(bool updateMipmaps, bool makeNoLongerReadable)
        {
            DemandReadable("Apply");
            _dropAfterUpload = makeNoLongerReadable;
            if (GraphicsDevice.IsRunning)
            {
                Upload(updateMipmaps);
            }
        }

        internal override GpuTexture RequireGpu()
        {
            if (_gpu is not { IsAlive: true })
            {
                if (_pixels is null)
                {
                    throw new UnityException($"Texture '{name}' was made unreadable, and its pixels went with the last graphics device.");
                }

                Upload(true);
            }

            return _gpu;
        }

        internal override void AfterDestroy()
        {
            _gpu?.Release();
            _pixels = null;
        }

        // What LoadImage does: the texture takes on the picture's size, as RGBA32.
        internal void Replace(int newWidth, int newHeight, ReadOnlySpan<byte> bottomUpRgba)
        {
            _gpu?.Release();
            _gpu = null;
            Allocate(newWidth, newHeight, TextureFormat.RGBA32);
            bottomUpRgba.CopyTo(_pixels);
            Apply();
        }

        private protected override void SamplingChanged()
        {
            if (_gpu is { IsAlive: true })
            {
                _gpu.SetSampling(filter, wrap);
            }
        }

        private void Allocate(int newWidth, int newHeight, TextureFormat textureFormat)
        {
            if (newWidth < 1 || newHeight < 1)
            {
                throw new UnityException($"Failed to create texture: {newWidth}x{newHeight} given, at least 1x1 expected.");
            }

            _layout = TextureLayout.Of(textureFormat);
            width = newWidth;
            height = newHeight;
            _pixels = new byte[newWidth * newHeight * _layout.BytesPerPixel];
        }

        private void Upload(bool updateMipmaps)
        {
            if (_gpu is not { IsAlive: true })
            {
                _gpu = new GpuTexture(GraphicsDevice.Current, width, height, _layout.Sized(DecodesSrgb), _hasMips, IsAlphaOnly);
                _gpu.SetSampling(filter, wrap);
            }

            _gpu.Upload(_layout, _pixels, updateMipmaps);
            if (_dropAfterUpload)
            {
                _pixels = null;
            }
        }

        private void DemandReadable(string member)
        {
            ThrowIfDestroyed();
            if (!isReadable)
            {
                throw new UnityException(
                    $"Texture '{name}' is not readable, so {member} can't be used: Apply was told to drop its pixels.");
            }
        }
    }
}
