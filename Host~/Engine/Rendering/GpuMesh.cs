using System.Runtime.InteropServices;
using Silk.NET.OpenGL;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>A mesh's vertices (position, normal, texture coordinate interleaved at locations 0, 1, 2) and its 32-bit indices.</summary>
    internal sealed class GpuMesh : GpuObject
    {
        private readonly uint _vertices;
        private readonly uint _indices;

        internal GpuMesh(GraphicsDevice device)
            : base(device)
        {
            VertexArray = device.Names.CreateVertexArray();
            _vertices = device.Names.CreateBuffer();
            _indices = device.Names.CreateBuffer();
            Gl.VertexArrayVertexBuffer(VertexArray, 0, _vertices, 0, (uint)Marshal.SizeOf<Vertex>());
            Gl.VertexArrayElementBuffer(VertexArray, _indices);
            Attribute(0, 3, nameof(Vertex.Position));
            Attribute(1, 3, nameof(Vertex.Normal));
            Attribute(2, 2, nameof(Vertex.Uv));
        }

        internal uint VertexArray { get; }

        internal uint IndexCount { get; private set; }

        internal void Upload(Vector3[] positions, Vector3[] normals, Vector2[] uv, int[] indices)
        {
            var interleaved = new Vertex[positions.Length];
            for (var i = 0; i < interleaved.Length; i++)
            {
                interleaved[i] = new Vertex
                {
                    Position = positions[i],
                    Normal = i < normals.Length ? normals[i] : default,
                    Uv = i < uv.Length ? uv[i] : default,
                };
            }

            Gl.NamedBufferData<Vertex>(_vertices, interleaved, BufferUsageARB.StaticDraw);
            Gl.NamedBufferData<int>(_indices, indices, BufferUsageARB.StaticDraw);
            IndexCount = (uint)indices.Length;
        }

        private protected override void Delete()
        {
            Device.Names.DeleteVertexArray(VertexArray);
            Device.Names.DeleteBuffer(_vertices);
            Device.Names.DeleteBuffer(_indices);
        }

        private void Attribute(uint location, int components, string field)
        {
            Gl.EnableVertexArrayAttrib(VertexArray, location);
            Gl.VertexArrayAttribBinding(VertexArray, location, 0);
            var offset = (uint)Marshal.OffsetOf<Vertex>(field);
            Gl.VertexArrayAttribFormat(VertexArray, location, components, VertexAttribType.Float, false, offset);
        }

        [StructLayout(LayoutKind.Sequential)]
        private struct Vertex
        {
            internal Vector3 Position;
            internal Vector3 Normal;
            internal Vector2 Uv;
        }
    }
}
