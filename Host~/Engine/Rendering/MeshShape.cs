using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>Gathers the patches that a mesh is made of, each with its own vertices.</summary>
    internal sealed class MeshShape
    {
        private readonly List<Vector3> _vertices = [];
        private readonly List<Vector3> _normals = [];
        private readonly List<Vector2> _uv = [];
        private readonly List<int> _triangles = [];

        internal Mesh ToMesh()
        {
            var mesh = new Mesh();
            mesh.SetVertices(_vertices);
            mesh.SetNormals(_normals);
            mesh.SetUVs(0, _uv);
            mesh.SetTriangles(_triangles, 0);
            return mesh;
        }

        /// <summary>A flat grid from a corner along two edges; texture coordinates run with the edges.</summary>
        internal void AddPatch(Vector3 corner, Vector3 right, Vector3 up, int cells)
        {
            var first = _vertices.Count;
            var normal = Vector3.Cross(up, right).normalized;
            for (var row = 0; row <= cells; row++)
            {
                for (var column = 0; column <= cells; column++)
                {
                    var uv = new Vector2((float)column / cells, (float)row / cells);
                    AddVertex(corner + right * uv.x + up * uv.y, normal, uv);
                }
            }

            for (var row = 0; row < cells; row++)
            {
                for (var column = 0; column < cells; column++)
                {
                    var bottomLeft = first + row * (cells + 1) + column;
                    AddQuad(bottomLeft, bottomLeft + 1, bottomLeft + cells + 1, bottomLeft + cells + 2);
                }
            }
        }

        /// <summary>
        /// A belt about the y axis between two circles. The texture's seam is at +z, its columns run to the right for who looks at the
        /// outside.
        /// </summary>
        internal void AddBelt(int segments, Circle low, Circle high)
        {
            var first = _vertices.Count;
            for (var segment = 0; segment <= segments; segment++)
            {
                var u = (float)segment / segments;
                var (sin, cos) = MathF.SinCos(u * 2 * MathF.PI);
                var outward = new Vector3(-sin, 0, cos);
                AddVertex(Raise(outward, low.Radius, low.Y), Raise(outward, low.Normal.x, low.Normal.y), new Vector2(u, low.V));
                AddVertex(Raise(outward, high.Radius, high.Y), Raise(outward, high.Normal.x, high.Normal.y), new Vector2(u, high.V));
            }

            for (var segment = 0; segment < segments; segment++)
            {
                var bottomLeft = first + segment * 2;
                AddQuad(bottomLeft, bottomLeft + 2, bottomLeft + 1, bottomLeft + 3);
            }
        }

        internal void AddDisc(int segments, float radius, float y, bool faceUp)
        {
            var normal = faceUp ? Vector3.up : Vector3.down;
            var center = _vertices.Count;
            AddVertex(new Vector3(0, y, 0), normal, new Vector2(0.5f, 0.5f));
            for (var segment = 0; segment <= segments; segment++)
            {
                var (sin, cos) = MathF.SinCos(segment * 2 * MathF.PI / segments);
                AddVertex(new Vector3(-sin * radius, y, cos * radius), normal, new Vector2(0.5f - sin / 2, 0.5f + cos / 2));
            }

            for (var segment = 1; segment <= segments; segment++)
            {
                _triangles.Add(center);
                _triangles.Add(center + (faceUp ? segment + 1 : segment));
                _triangles.Add(center + (faceUp ? segment : segment + 1));
            }
        }

        private static Vector3 Raise(Vector3 outward, float distance, float height) => outward * distance + Vector3.up * height;

        private void AddVertex(Vector3 position, Vector3 normal, Vector2 uv)
        {
            _vertices.Add(position);
            _normals.Add(normal);
            _uv.Add(uv);
        }

        // Clockwise for who looks at the front, as Unity winds it.
        private void AddQuad(int bottomLeft, int bottomRight, int topLeft, int topRight) =>
            _triangles.AddRange([bottomLeft, topLeft, topRight, bottomLeft, topRight, bottomRight]);

        /// <summary>A circle about the y axis; its normal as outward and upward part, its texture row.</summary>
        internal readonly record struct Circle(float Radius, float Y, Vector2 Normal, float V);
    }
}
