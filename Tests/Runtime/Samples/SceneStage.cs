using System;
using System.Linq;
using Saccade.Host;
using Saccade.Samples.Shapes;
using UnityEngine;

namespace Saccade.Runtime.Tests.Samples
{
    /// <summary>A running engine with a scene of shapes in it and a small picture to look at.</summary>
    internal sealed class SceneStage : IDisposable
    {
        private readonly HostEngine _engine =
            HostEngine.Start(new HostOptions { Width = 64, Height = 64, AntiAliasing = 1, ValidateGraphics = true });

        private readonly RenderTexture _target;

        private readonly Texture2D _picture;

        public SceneStage(int width = 96, int height = 72)
        {
            _target = new RenderTexture(width, height, 24, RenderTextureFormat.ARGB32);
            _picture = new Texture2D(width, height, TextureFormat.RGB24, false);
            Scene = new ShapesScene();
            Scene.Camera.targetTexture = _target;
        }

        public ShapesScene Scene { get; }

        public Color32[] Pixels()
        {
            Scene.Camera.Render();
            RenderTexture.active = _target;
            _picture.ReadPixels(new Rect(0, 0, _target.width, _target.height), 0, 0);
            RenderTexture.active = null;
            return _picture.GetPixels32();
        }

        /// <summary>Whether a corner of <see cref="CornersInView"/> lies in the picture, or no more than a margin outside.</summary>
        public static bool IsInside(Vector3 corner, float margin = 0f) =>
            corner.x > -margin && corner.x < 1f + margin && corner.y > -margin && corner.y < 1f + margin;

        /// <summary>The solid's corners in the picture: 0 to 1 across and up, and how far from the camera.</summary>
        public Vector3[] CornersInView()
        {
            var subject = Scene.Label.transform;
            return Scene.Label.GetComponent<MeshFilter>().sharedMesh.vertices
                .Select(corner => Scene.Camera.WorldToViewportPoint(subject.TransformPoint(corner)))
                .ToArray();
        }

        public void Dispose()
        {
            Scene.Dispose();
            _engine.Dispose();
        }
    }
}
