using System;
using Saccade.Preprocessing;
using Saccade.Samples.Shapes;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>Renders scenes of the Shapes sample, and brings picture and mask to what a model sees. Needs a running engine.</summary>
    internal sealed class LabelledScenes : IDisposable
    {
        /// <summary>Width of the camera's picture in pixels; the aspect is that of the pictures trained on.</summary>
        public const int Width = 640;

        /// <summary>Height of the camera's picture in pixels.</summary>
        public const int Height = 480;

        private readonly ModelFolder _model;
        private readonly PixelTransform _transform;
        private readonly RenderTexture _target = new(Width, Height, 24, RenderTextureFormat.ARGB32);
        private readonly Texture2D _picture = new(Width, Height, TextureFormat.RGB24, false);
        private readonly ObjectMask _mask = new(Width, Height);
        private readonly ShapesScene _scene = new();

        /// <summary>Prepares scenes for a model.</summary>
        public LabelledScenes(ModelFolder model)
        {
            _model = model;
            _transform = new PixelTransform(model.Rule);

            // The solid is placed for this target's aspect.
            _scene.Camera.targetTexture = _target;
        }

        /// <summary>Renders one scene.</summary>
        /// <param name="seed">The scene.</param>
        /// <param name="className">The class of its solid.</param>
        public LabelledScene Render(int seed, string className)
        {
            _scene.Show(seed, className);
            _scene.Camera.Render();
            RenderTexture.active = _target;
            _picture.ReadPixels(new Rect(0, 0, Width, Height), 0, 0, false);
            RenderTexture.active = null;
            var rgb = FromTop(_picture.GetRawTextureData());
            var mask = _mask.Render(_scene.Camera, _scene.Label.gameObject).ToArray();
            var pixels = new float[3 * _model.InputHeight * _model.InputWidth];
            _transform.Apply(rgb, Width, Height, pixels);
            return new LabelledScene(seed, className, rgb, mask, pixels, FindShares(mask));
        }

        public void Dispose()
        {
            _scene.Camera.targetTexture = null;
            _scene.Dispose();
            _mask.Dispose();
            Object.DestroyImmediate(_picture);
            _target.Release();
            Object.DestroyImmediate(_target);
        }

        private static byte[] FromTop(byte[] fromBottom)
        {
            var rows = new byte[fromBottom.Length];
            const int Row = Width * 3;
            for (var y = 0; y < Height; y++)
            {
                fromBottom.AsSpan((Height - 1 - y) * Row, Row).CopyTo(rows.AsSpan(y * Row));
            }

            return rows;
        }

        // As a picture, the mask takes the picture's way to the model: what a patch sees of the solid is counted as it sees it.
        private float[] FindShares(byte[] mask)
        {
            var rgb = new byte[mask.Length * 3];
            for (var i = 0; i < rgb.Length; i++)
            {
                rgb[i] = mask[i / 3];
            }

            var seen = _transform.Resize(rgb, Width, Height, out var width, out var height);
            var (patchWidth, patchHeight) = (_model.PatchWidth, _model.PatchHeight);
            var columns = width / patchWidth;
            var share = new float[columns * (height / patchHeight)];
            for (var i = 0; i < width * height; i++)
            {
                share[i / width / patchHeight * columns + i % width / patchWidth] += seen[i * 3];
            }

            for (var patch = 0; patch < share.Length; patch++)
            {
                share[patch] /= 255f * patchWidth * patchHeight;
            }

            return share;
        }
    }
}
