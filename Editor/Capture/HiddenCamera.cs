using System;
using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace Saccade.Editor.Capture
{
    /// <summary>
    /// A camera that no script knows, to render what another one sees: its classifier, its overlay and whoever else is on it hear
    /// nothing.
    /// </summary>
    internal sealed class HiddenCamera : IDisposable
    {
        private readonly Camera _camera;
        private readonly RenderTexture _target;

        public HiddenCamera(int width, int height)
        {
            var owner = new GameObject("Saccade Capture") { hideFlags = HideFlags.HideAndDontSave };
            _camera = owner.AddComponent<Camera>();
            _camera.enabled = false;
            _target = new RenderTexture(width, height, 24, RenderTextureFormat.ARGB32) { hideFlags = HideFlags.HideAndDontSave };
        }

        public Camera Camera => _camera;

        /// <summary>
        /// Takes another camera's place and settings, those of the render pipeline too, but not its target, nor the part of the screen that
        /// it fills.
        /// </summary>
        public void Follow(Camera other)
        {
            _camera.CopyFrom(other);
            PipelineComponents.Copy(other, _camera);
            _camera.enabled = false;
            _camera.rect = new Rect(0f, 0f, 1f, 1f);
            _camera.targetDisplay = 0;
            _camera.targetTexture = _target;
            _camera.ResetAspect();
        }

        /// <summary>Renders what it sees now and asks for the pixels: four bytes each, bottom row first.</summary>
        public AsyncGPUReadbackRequest Take(Action<AsyncGPUReadbackRequest> arrived)
        {
            _camera.Render();
            return AsyncGPUReadback.Request(_target, 0, TextureFormat.RGBA32, arrived);
        }

        public void Dispose()
        {
            if (_camera != null)
            {
                _camera.targetTexture = null;
                Object.DestroyImmediate(_camera.gameObject);
            }

            if (_target != null)
            {
                Object.DestroyImmediate(_target);
            }
        }
    }
}
