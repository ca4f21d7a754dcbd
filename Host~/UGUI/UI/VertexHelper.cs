using System;
using System.Collections.Generic;
using Saccade.Host;

namespace UnityEngine.UI
{
    /// <summary>Gathers a graphic's triangles. This engine draws upright quads: each is two triangles of four corners.</summary>
    public class VertexHelper
    {
        private readonly List<(Vector3 Position, Color32 Color, Vector4 Uv)> _vertices = [];
        private readonly List<int> _indices = [];

        public void Clear()
        {
            _vertices.Clear();
            _indices.Clear();
        }

        public void AddVert(Vector3 position, Color32 color, Vector4 uv0) => _vertices.Add((position, color, uv0));

        public void AddTriangle(int idx0, int idx1, int idx2)
        {
            foreach (var index in (ReadOnlySpan<int>)[idx0, idx1, idx2])
            {
                if ((uint)index >= (uint)_vertices.Count)
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(idx0), index, $"VertexHelper.AddTriangle: there are {_vertices.Count} vertices.");
                }

                _indices.Add(index);
            }
        }

        internal void AddQuad(Rect area, Rect part, Color32 color)
        {
            var first = _vertices.Count;
            AddVert(new Vector3(area.xMin, area.yMin, 0f), color, new Vector4(part.xMin, part.yMin, 0f, 0f));
            AddVert(new Vector3(area.xMin, area.yMax, 0f), color, new Vector4(part.xMin, part.yMax, 0f, 0f));
            AddVert(new Vector3(area.xMax, area.yMax, 0f), color, new Vector4(part.xMax, part.yMax, 0f, 0f));
            AddVert(new Vector3(area.xMax, area.yMin, 0f), color, new Vector4(part.xMax, part.yMin, 0f, 0f));
            AddTriangle(first, first + 1, first + 2);
            AddTriangle(first + 2, first + 3, first);
        }

        internal void Fill(CanvasRenderer renderer)
        {
            renderer.Clear();
            for (var i = 0; i < _indices.Count; i += 6)
            {
                var (low, color, from) = _vertices[_indices[i]];
                var (high, _, to) = _vertices[_indices[i + 2]];
                if (i + 5 >= _indices.Count || _indices[i + 3] != _indices[i + 2] || _indices[i + 5] != _indices[i]
                    || !IsCorner(_indices[i + 1], low.x, high.y) || !IsCorner(_indices[i + 4], high.x, low.y))
                {
                    throw new HostException(
                        "A canvas of this engine draws upright quads: lower left, upper left, upper right, and from there round again.");
                }

                renderer.Add(Rect.MinMaxRect(low.x, low.y, high.x, high.y), Rect.MinMaxRect(from.x, from.y, to.x, to.y), color);
            }
        }

        private bool IsCorner(int index, float x, float y) =>
            _vertices[index].Position.x == x && _vertices[index].Position.y == y;
    }
}
