using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Samples.Shapes.Forms
{
    /// <summary>
    /// Collects the triangles of one closed solid and turns them into a mesh. Triangles share corners by index, so a solid
    /// whose parts use the same corners has no gap; where a surface bends sharply, the mesh gets an edge.
    /// </summary>
    internal sealed class SolidBuilder
    {
        // Between the steps of a round surface (under 12 degrees here) and the gentlest edge that should look like one.
        private const float CreaseDegrees = 35f;

        private readonly List<Vector3> _corners = new List<Vector3>();

        private readonly List<int> _triangles = new List<int>();

        public int AddCorner(float x, float y, float z)
        {
            _corners.Add(new Vector3(x, y, z));
            return _corners.Count - 1;
        }

        public void AddTriangle(int a, int b, int c)
        {
            _triangles.Add(a);
            _triangles.Add(b);
            _triangles.Add(c);
        }

        public void AddQuad(int a, int b, int c, int d)
        {
            AddTriangle(a, b, c);
            AddTriangle(a, c, d);
        }

        /// <summary>
        /// The mesh, centred on the origin, its longest side one unit, its outside clockwise. Texture coordinates project the
        /// unit cube's sides, so that a texture has the same scale on every part.
        /// </summary>
        public Mesh ToMesh(string name)
        {
            FitIntoUnitCube();
            TurnOutward();

            var faceNormals = FaceNormals();
            var facesAtCorner = FacesAtCorner();
            var positions = new List<Vector3>();
            var normals = new List<Vector3>();
            var coordinates = new List<Vector2>();
            var indices = new int[_triangles.Count];
            var known =
                new Dictionary<(int Corner, Vector3 Normal, Vector2 Coordinate), int>();
            for (var i = 0; i < indices.Length; i++)
            {
                var corner = _triangles[i];
                var normal = NormalAt(i / 3, facesAtCorner[corner], faceNormals);
                var coordinate = CoordinateAt(_corners[corner], faceNormals[i / 3]);
                (int, Vector3, Vector2) key = (corner, normal, coordinate);
                if (!known.TryGetValue(key, out var index))
                {
                    index = positions.Count;
                    known.Add(key, index);
                    positions.Add(_corners[corner]);
                    normals.Add(normal);
                    coordinates.Add(coordinate);
                }

                indices[i] = index;
            }

            var mesh = new Mesh { name = name };
            mesh.vertices = positions.ToArray();
            mesh.normals = normals.ToArray();
            mesh.uv = coordinates.ToArray();
            mesh.triangles = indices;
            mesh.RecalculateBounds();
            return mesh;
        }

        private static Vector2 CoordinateAt(Vector3 position, Vector3 faceNormal)
        {
            var x = Mathf.Abs(faceNormal.x);
            var y = Mathf.Abs(faceNormal.y);
            var z = Mathf.Abs(faceNormal.z);
            if (y >= x && y >= z)
            {
                return new Vector2(position.x + 0.5f, position.z + 0.5f);
            }

            return x >= z
                ? new Vector2(position.z + 0.5f, position.y + 0.5f)
                : new Vector2(position.x + 0.5f, position.y + 0.5f);
        }

        private void FitIntoUnitCube()
        {
            var low = _corners[0];
            var high = _corners[0];
            foreach (var corner in _corners)
            {
                low = Vector3.Min(low, corner);
                high = Vector3.Max(high, corner);
            }

            var size = high - low;
            var centre = (low + high) * 0.5f;
            var scale = 1f / Mathf.Max(size.x, Mathf.Max(size.y, size.z));
            for (var i = 0; i < _corners.Count; i++)
            {
                _corners[i] = (_corners[i] - centre) * scale;
            }
        }

        // The parts agree among themselves on a direction; the sign of the volume tells whether it is the outward one.
        private void TurnOutward()
        {
            double volume = 0;
            for (var i = 0; i < _triangles.Count; i += 3)
            {
                var a = _corners[_triangles[i]];
                volume += Vector3.Dot(a, Vector3.Cross(_corners[_triangles[i + 1]], _corners[_triangles[i + 2]]));
            }

            if (volume < 0)
            {
                for (var i = 0; i < _triangles.Count; i += 3)
                {
                    (_triangles[i + 1], _triangles[i + 2]) = (_triangles[i + 2], _triangles[i + 1]);
                }
            }
        }

        private Vector3[] FaceNormals()
        {
            var normals = new Vector3[_triangles.Count / 3];
            for (var i = 0; i < normals.Length; i++)
            {
                var a = _corners[_triangles[i * 3]];
                var b = _corners[_triangles[(i * 3) + 1]];
                var c = _corners[_triangles[(i * 3) + 2]];
                normals[i] = Unit(Vector3.Cross(b - a, c - a));
            }

            return normals;
        }

        private List<int>[] FacesAtCorner()
        {
            var faces = new List<int>[_corners.Count];
            for (var i = 0; i < faces.Length; i++)
            {
                faces[i] = new List<int>();
            }

            for (var i = 0; i < _triangles.Count; i++)
            {
                faces[_triangles[i]].Add(i / 3);
            }

            return faces;
        }

        private static Vector3 NormalAt(int face, List<int> neighbours, Vector3[] faceNormals)
        {
            var smoothest = Mathf.Cos(CreaseDegrees * Mathf.Deg2Rad);
            var sum = Vector3.zero;
            foreach (var neighbour in neighbours)
            {
                if (Vector3.Dot(faceNormals[face], faceNormals[neighbour]) >= smoothest)
                {
                    sum += faceNormals[neighbour];
                }
            }

            return Unit(sum);
        }

        // Vector3.normalized gives zero for what is shorter than 1e-5, and small triangles' cross products are.
        private static Vector3 Unit(Vector3 vector)
        {
            var length = Math.Sqrt(((double)vector.x * vector.x) + ((double)vector.y * vector.y) + ((double)vector.z * vector.z));
            return new Vector3((float)(vector.x / length), (float)(vector.y / length), (float)(vector.z / length));
        }
    }
}
