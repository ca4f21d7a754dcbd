using System;
using Saccade.Capture;
using Saccade.Inference;
using UnityEngine;

namespace Saccade.ModelInput
{
    /// <summary>Writes what a model sees into a texture. Main thread only.</summary>
    internal sealed class ModelViewTexture
    {
        private const int Channels = 3;

        private byte[] _rgb = Array.Empty<byte>();
        private Color32[] _pixels = Array.Empty<Color32>();

        /// <summary>Writes the model's last picture, and asks for the next.</summary>
        /// <param name="pipeline">The model at work.</param>
        /// <param name="target">A readable texture of the model's size; receives the picture and is uploaded.</param>
        /// <returns>Whether there is another picture than the last time.</returns>
        /// <exception cref="ArgumentException">The texture has another size.</exception>
        public bool TryRead(ClassificationPipeline<RecordedSource> pipeline, Texture2D target)
        {
            var (width, height) = (pipeline.ModelViewWidth, pipeline.ModelViewHeight);
            if (target.width != width || target.height != height)
            {
                throw new ArgumentException(
                    $"The texture has {target.width} x {target.height} pixels, but the model sees {width} x {height}: make one of "
                    + "ModelViewWidth x ModelViewHeight.", nameof(target));
            }

            if (_pixels.Length != width * height)
            {
                _pixels = new Color32[width * height];
                _rgb = new byte[width * height * Channels];
            }

            if (!pipeline.TryReadModelView(_rgb))
            {
                return false;
            }

            // A texture's rows begin at the bottom, the model's at the top.
            for (var y = 0; y < height; y++)
            {
                var row = (height - 1 - y) * width;
                for (var x = 0; x < width; x++)
                {
                    var from = (y * width + x) * Channels;
                    _pixels[row + x] = new Color32(_rgb[from], _rgb[from + 1], _rgb[from + 2], 255);
                }
            }

            target.SetPixels32(_pixels);
            target.Apply(false);
            return true;
        }
    }
}
