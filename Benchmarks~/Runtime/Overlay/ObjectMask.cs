using System;
using System.Collections.Generic;
using Saccade.Hierarchy;
using UnityEngine;
using Object = UnityEngine.Object;

namespace Saccade.Benchmarks.Runtime.Overlay
{
    /// <summary>
    /// Says which pixels of a camera's picture show an object: renders the camera once more with everything black but the object,
    /// which is white, so that what stands before the object hides it here too.
    /// </summary>
    /// <remarks>
    /// Waits for the graphics card and allocates: for measurements, not for every frame. Scripts on the camera hear of this render as
    /// of any other. The shader Unlit/Color knows fog, which would tint object and background: switch it off.
    /// </remarks>
    internal sealed class ObjectMask : IDisposable
    {
        private const string ShaderName = "Unlit/Color";

        private readonly RenderTexture _target;
        private readonly Texture2D _picture;
        private readonly Material _subject;
        private readonly Material _others;
        private readonly byte[] _levels;

        /// <summary>Prepares masks of one size. Call it, and all other members, on the main thread.</summary>
        /// <param name="width">Width in pixels, at least 1: that of the pictures that the masks belong to.</param>
        /// <param name="height">Height in pixels, at least 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">A side is below 1.</exception>
        public ObjectMask(int width, int height)
        {
            if (width < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(width), width, "A mask has at least one pixel a side.");
            }

            if (height < 1)
            {
                throw new ArgumentOutOfRangeException(nameof(height), height, "A mask has at least one pixel a side.");
            }

            var shader = Shader.Find(ShaderName)!;
            Width = width;
            Height = height;
            _target = new RenderTexture(width, height, 24, RenderTextureFormat.ARGB32) { hideFlags = HideFlags.HideAndDontSave };
            _picture = new Texture2D(width, height, TextureFormat.RGB24, false) { hideFlags = HideFlags.HideAndDontSave };
            _subject = new Material(shader) { color = Color.white, hideFlags = HideFlags.HideAndDontSave };
            _others = new Material(shader) { color = Color.black, hideFlags = HideFlags.HideAndDontSave };
            _levels = new byte[width * height];
        }

        /// <summary>Width of the masks in pixels.</summary>
        public int Width { get; }

        /// <summary>Height of the masks in pixels.</summary>
        public int Height { get; }

        /// <summary>Renders the mask of an object. Camera and materials are afterwards as they were, also when this fails.</summary>
        /// <param name="camera">The camera; its picture has this mask's size.</param>
        /// <param name="subject">The object; its children belong to it.</param>
        /// <returns>
        /// [Height, Width] levels, top row first: 255 where the object is to be seen at the pixel's centre, else 0. Valid until the
        /// next call.
        /// </returns>
        /// <exception cref="ArgumentNullException">The camera or the object is null or destroyed.</exception>
        public ReadOnlySpan<byte> Render(Camera camera, GameObject subject)
        {
            if (camera == null)
            {
                throw new ArgumentNullException(nameof(camera), "The camera is null or was destroyed.");
            }

            if (subject == null)
            {
                throw new ArgumentNullException(nameof(subject), "The object is null or was destroyed.");
            }

            var activeBefore = RenderTexture.active;
            var targetBefore = camera.targetTexture;
            var clearBefore = camera.clearFlags;
            var backgroundBefore = camera.backgroundColor;
            List<(Renderer Renderer, Material? Material)> before = new();
            try
            {
                Paint(subject, before);
                camera.targetTexture = _target;
                camera.clearFlags = CameraClearFlags.SolidColor;
                camera.backgroundColor = Color.black;
                camera.Render();
                Read(camera.pixelRect);
            }
            finally
            {
                foreach (var (renderer, material) in before)
                {
                    // A script that heard of the render may have destroyed it.
                    if (renderer != null)
                    {
                        renderer.sharedMaterial = material;
                    }
                }

                if (camera != null)
                {
                    camera.targetTexture = targetBefore;
                    camera.clearFlags = clearBefore;
                    camera.backgroundColor = backgroundBefore;
                }

                RenderTexture.active = activeBefore;
            }

            return _levels;
        }

        /// <summary>Frees the textures and materials.</summary>
        public void Dispose()
        {
            _target.Release();
            Object.DestroyImmediate(_target);
            Object.DestroyImmediate(_picture);
            Object.DestroyImmediate(_subject);
            Object.DestroyImmediate(_others);
        }

        private void Paint(GameObject subject, List<(Renderer Renderer, Material? Material)> before)
        {
            foreach (var renderer in SceneObjects.FindAll<Renderer>())
            {
                before.Add((renderer, renderer.sharedMaterial));

                // What is invisible stays so.
                if (renderer.sharedMaterial != null)
                {
                    renderer.sharedMaterial = renderer.transform.IsChildOf(subject.transform) ? _subject : _others;
                }
            }
        }

        private void Read(Rect drawn)
        {
            RenderTexture.active = _target;
            _picture.ReadPixels(new Rect(0, 0, Width, Height), 0, 0, false);
            var pixels = _picture.GetPixels32();

            // A camera that fills a part of its target leaves the rest as it was.
            Array.Clear(_levels, 0, _levels.Length);
            for (var y = (int)drawn.yMin; y < (int)drawn.yMax; y++)
            {
                var row = (Height - 1 - y) * Width;
                for (var x = (int)drawn.xMin; x < (int)drawn.xMax; x++)
                {
                    _levels[row + x] = (byte)(pixels[y * Width + x].g > 127 ? 255 : 0);
                }
            }
        }
    }
}
