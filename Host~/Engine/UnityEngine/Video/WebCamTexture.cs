#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host.Rendering;

namespace UnityEngine
{
    /// <summary>A camera's pictures, which a caller of the host feeds: no device is opened.</summary>
    public sealed class WebCamTexture : Texture
    {
        // What Unity says of a camera's size until the first picture has come.
        private const int SizeBeforeFirst = 16;

        private byte[] _pixels = new byte[SizeBeforeFirst * SizeBeforeFirst * 4];
        private GpuTexture _gpu;
        private int _updatedFrame = -1;

        internal WebCamTexture()
        {
            width = SizeBeforeFirst;
            height = SizeBeforeFirst;
            wrap = TextureWrapMode.Clamp;
        }

        public bool isPlaying { get; private set; }

        public int videoRotationAngle { get; private set; }

        public bool videoVerticallyMirrored { get; private set; }

        public bool didUpdateThisFrame => _updatedFrame == Time.frameCount;

        internal override bool DecodesSrgb => QualitySettings.activeColorSpace == ColorSpace.Linear;

        internal void Play() => isPlaying = true;

        internal void Stop() => isPlaying = false;

        /// <summary>Brings a picture, as the camera's sensor lies: rows from the lowest, RGBA.</summary>
        internal void Feed(byte[] rgba, int newWidth, int newHeight, int rotationAngle, bool isVerticallyMirrored)
        {
            if (rgba.Length != newWidth * newHeight * 4)
            {
                throw new ArgumentException($"{rgba.Length} bytes given for {newWidth}x{newHeight} pixels.", nameof(rgba));
            }

            if (newWidth != width || newHeight != height)
            {
                _gpu?.Release();
                _gpu = null;
                (width, height) = (newWidth, newHeight);
            }

            _pixels = (byte[])rgba.Clone();
            (videoRotationAngle, videoVerticallyMirrored) = (rotationAngle, isVerticallyMirrored);
            _updatedFrame = Time.frameCount;
            if (_gpu is { IsAlive: true })
            {
                _gpu.Upload(TextureLayout.Rgba32, _pixels, false);
            }
        }

        internal override GpuTexture RequireGpu()
        {
            ThrowIfDestroyed();
            if (_gpu is not { IsAlive: true })
            {
                var layout = TextureLayout.Rgba32;
                _gpu = new GpuTexture(GraphicsDevice.Current, width, height, layout.Sized(DecodesSrgb), false, false);
                _gpu.SetSampling(filter, wrap);
                _gpu.Upload(layout, _pixels, false);
            }

            return _gpu;
        }

        internal override void AfterDestroy() => _gpu?.Release();

        private protected override void SamplingChanged()
        {
            if (_gpu is { IsAlive: true })
            {
                _gpu.SetSampling(filter, wrap);
            }
        }
    }
}
