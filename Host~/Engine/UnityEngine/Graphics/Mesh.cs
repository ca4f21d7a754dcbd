#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using Saccade.Host.Rendering;

namespace UnityEngine
{
    public sealed class Mesh : Object
    {
        private Vector3[] _vertices = Array.Empty<Vector3>();
        private Vector3[] _normals = Array.Empty<Vector3>();
        private Vector2[] _uv = Array.Empty<Vector2>();
        private int[] _triangles = Array.Empty<int>();
        private GpuMesh _gpu;
        private bool _isUploaded;

        public Vector3[] vertices
        {
            get => (Vector3[])_vertices.Clone();
            set => SetVertices(value);
        }

        public Vector3[] normals
        {
            get => (Vector3[])_normals.Clone();
            set => SetNormals(value);
        }

        public Vector2[] uv
        {
            get => (Vector2[])_uv.Clone();
            set => SetUVs(0, value);
        }

        public int[] triangles
        {
            get => (int[])_triangles.Clone();
            set => SetTriangles(value, 0);
        }

        public Bounds bounds { get; set; }

        internal int vertexCount => _vertices.Length;

        public void SetVertices(Vector3[] inVertices)
        {
            _vertices = Copy(inVertices);
            _isUploaded = false;
        }

        public void SetVertices(List<Vector3> inVertices) => SetVertices(inVertices.ToArray());

        public void SetNormals(Vector3[] inNormals) => SetChannel(ref _normals, inNormals, "normals");

        public void SetNormals(List<Vector3> inNormals) => SetNormals(inNormals.ToArray());

        public void SetUVs(int channel, Vector2[] uvs)
        {
            if (channel != 0)
            {
                throw new ArgumentException(
                    $"Mesh '{name}': uv channel {channel} is not drawn by any shader here; expected 0.", nameof(channel));
            }

            SetChannel(ref _uv, uvs, "uv");
        }

        public void SetUVs(int channel, List<Vector2> uvs) => SetUVs(channel, uvs.ToArray());

        public void SetTriangles(int[] triangles, int submesh) => SetTriangles(triangles, submesh, true);

        public void SetTriangles(int[] triangles, int submesh, bool calculateBounds)
        {
            if (submesh != 0)
            {
                throw new ArgumentException($"Mesh '{name}': submesh {submesh} given; a mesh has one here, number 0.", nameof(submesh));
            }

            if (triangles.Length % 3 != 0)
            {
                Debug.LogError($"Mesh '{name}': the number of triangle indices must be a multiple of 3, got {triangles.Length}.", this);
                return;
            }

            foreach (var index in triangles)
            {
                if ((uint)index >= (uint)_vertices.Length)
                {
                    Debug.LogError($"Mesh '{name}': triangle index {index} is out of bounds, there are {_vertices.Length} vertices.", this);
                    return;
                }
            }

            _triangles = Copy(triangles);
            _isUploaded = false;
            if (calculateBounds)
            {
                RecalculateBounds();
            }
        }

        public void SetTriangles(List<int> triangles, int submesh) => SetTriangles(triangles.ToArray(), submesh);

        internal void RecalculateNormals()
        {
            var sums = new Vector3[_vertices.Length];
            for (var i = 0; i < _triangles.Length; i += 3)
            {
                var (a, b, c) = (_triangles[i], _triangles[i + 1], _triangles[i + 2]);
                // The cross product's length is twice the area, so large faces weigh more.
                var face = Vector3.Cross(_vertices[b] - _vertices[a], _vertices[c] - _vertices[a]);
                sums[a] += face;
                sums[b] += face;
                sums[c] += face;
            }

            for (var i = 0; i < sums.Length; i++)
            {
                var length = sums[i].magnitude;
                sums[i] = length > 0 ? sums[i] / length : Vector3.zero;
            }

            _normals = sums;
            _isUploaded = false;
        }

        public void RecalculateBounds()
        {
            if (_vertices.Length == 0)
            {
                bounds = default;
                return;
            }

            var box = new Bounds(_vertices[0], Vector3.zero);
            foreach (var vertex in _vertices)
            {
                box.Encapsulate(vertex);
            }

            bounds = box;
        }

        internal Mesh CopyOf() => new Mesh
        {
            name = name + " Instance",
            _vertices = _vertices,
            _normals = _normals,
            _uv = _uv,
            _triangles = _triangles,
            bounds = bounds,
        };

        internal GpuMesh RequireGpu()
        {
            if (_gpu is not { IsAlive: true })
            {
                _gpu = new GpuMesh(GraphicsDevice.Current);
                _isUploaded = false;
            }

            if (!_isUploaded)
            {
                _gpu.Upload(_vertices, _normals, _uv, _triangles);
                _isUploaded = true;
            }

            return _gpu;
        }

        internal override void AfterDestroy() => _gpu?.Release();

        private static T[] Copy<T>(T[] values) => values is null ? Array.Empty<T>() : (T[])values.Clone();

        private void SetChannel<T>(ref T[] channel, T[] values, string channelName)
        {
            var count = values?.Length ?? 0;
            if (count != 0 && count != _vertices.Length)
            {
                Debug.LogError($"Mesh '{name}': {count} {channelName} given for {_vertices.Length} vertices; expected as many.", this);
                return;
            }

            channel = Copy(values);
            _isUploaded = false;
        }
    }
}
