using System;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Samples.Shapes.Capture
{
    /// <summary>What a scene is photographed with: a film of one size.</summary>
    internal sealed class Snapshot : IDisposable
    {
        private readonly RenderTexture _target;

        private readonly Texture2D _picture;

        public Snapshot(int width, int height)
        {
            _target = new RenderTexture(width, height, 24, RenderTextureFormat.ARGB32);
            _picture = new Texture2D(width, height, TextureFormat.RGB24, false);
        }

        /// <summary>Arranges a scene for this size, which decides where its solid fits, and photographs it.</summary>
        /// <returns>The picture, until the next one is taken.</returns>
        public Texture2D Take(Camera camera, Action arrange)
        {
            camera.targetTexture = _target;
            var before = RenderTexture.active;
            try
            {
                arrange();
                camera.Render();
                RenderTexture.active = _target;
                _picture.ReadPixels(new Rect(0, 0, _target.width, _target.height), 0, 0);
                return _picture;
            }
            finally
            {
                RenderTexture.active = before;
                camera.targetTexture = null;
            }
        }

        public void Dispose()
        {
            Object.DestroyImmediate(_picture);
            _target.Release();
            Object.DestroyImmediate(_target);
        }
    }
}
