using System;
using UnityEngine;
using UnityEngine.Rendering;
using Object = UnityEngine.Object;

namespace Saccade.Samples.Shapes.SelfTest
{
    /// <summary>The pattern, held so close before a camera that it sees nothing else.</summary>
    internal sealed class PatternCard
    {
        // How far it reaches beyond the picture, whose half is 1: a camera may move after the card was placed.
        private const float Reach = 1.5f;

        private const string LitEnding = "/Lit";
        private const string UnlitEnding = "/Unlit";
        private const string BuiltInShader = "Unlit/Color";

        private readonly GameObject[] _quarters = new GameObject[PatternReading.Count];
        private readonly Mesh[] _meshes = new Mesh[PatternReading.Count];
        private readonly Material[] _materials = new Material[PatternReading.Count];
        private readonly Vector3[] _corners = new Vector3[4];

        /// <summary>Makes it.</summary>
        /// <param name="shader">See <see cref="FindShader"/>.</param>
        public PatternCard(Shader shader)
        {
            for (var i = 0; i < _quarters.Length; i++)
            {
                _materials[i] = new Material(shader) { color = PatternReading.ColorOf(i) };
                _meshes[i] = new Mesh { name = "Self Test", vertices = _corners, triangles = new[] { 0, 1, 2, 0, 2, 3 } };
                _quarters[i] = new GameObject("Self Test", typeof(MeshFilter), typeof(MeshRenderer));
                _quarters[i].GetComponent<MeshFilter>().sharedMesh = _meshes[i];
                _quarters[i].GetComponent<MeshRenderer>().sharedMaterial = _materials[i];
            }
        }

        /// <summary>Finds a shader of the present render pipeline that shows a colour as it is; null if the build has none.</summary>
        public static Shader? FindShader()
        {
            var pipeline = GraphicsSettings.currentRenderPipeline;
            var lit = pipeline != null ? pipeline.defaultShader : null;
            var own = lit != null && lit.name.EndsWith(LitEnding, StringComparison.Ordinal)
                ? Shader.Find(lit.name.Substring(0, lit.name.Length - LitEnding.Length) + UnlitEnding)
                : null;
            return own != null ? own : Shader.Find(BuiltInShader);
        }

        /// <summary>Holds it before a camera.</summary>
        public void Place(Camera camera)
        {
            var eye = camera.transform;
            var depth = camera.nearClipPlane + 0.001f * (camera.farClipPlane - camera.nearClipPlane);
            for (var i = 0; i < _quarters.Length; i++)
            {
                var x = (i & 1) == 0 ? -Reach : 0f;
                var y = i < 2 ? -Reach : 0f;
                _corners[0] = Find(camera.projectionMatrix, x, y, depth);
                _corners[1] = Find(camera.projectionMatrix, x, y + Reach, depth);
                _corners[2] = Find(camera.projectionMatrix, x + Reach, y + Reach, depth);
                _corners[3] = Find(camera.projectionMatrix, x + Reach, y, depth);
                _meshes[i].vertices = _corners;
                _meshes[i].RecalculateBounds();
                _quarters[i].transform.SetPositionAndRotation(eye.position, eye.rotation);
            }
        }

        /// <summary>Takes it away.</summary>
        public void Destroy()
        {
            for (var i = 0; i < _quarters.Length; i++)
            {
                // When the game ends the engine may have destroyed them already.
                if (_quarters[i] != null)
                {
                    Object.Destroy(_quarters[i]);
                }

                Object.Destroy(_meshes[i]);
                Object.Destroy(_materials[i]);
            }
        }

        // Where a place of the picture, -1 to 1, lies before the camera at a depth.
        private static Vector3 Find(Matrix4x4 projection, float x, float y, float depth) =>
            projection.m32 == 0f
                ? new Vector3((x - projection.m03) / projection.m00, (y - projection.m13) / projection.m11, depth)
                : new Vector3(depth * (x + projection.m02) / projection.m00, depth * (y + projection.m12) / projection.m11, depth);
    }
}
