using System;
using Silk.NET.OpenGL;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>Bytes on the graphics device that compute shaders read and write.</summary>
    internal sealed class GpuBuffer : GpuObject
    {
        internal GpuBuffer(GraphicsDevice device, int bytes)
            : base(device)
        {
            Bytes = bytes;
            Name = device.Names.CreateBuffer();
            // Zero, so that a shader that forgets to write gives the same picture on every run.
            Gl.NamedBufferData<byte>(Name, new byte[bytes], BufferUsageARB.DynamicCopy);
        }

        internal uint Name { get; }

        internal int Bytes { get; }

        /// <summary>The script's object, which it has to release.</summary>
        internal ComputeBuffer? Owner { get; init; }

        internal void Write(int offset, ReadOnlySpan<byte> data) => Gl.NamedBufferSubData(Name, offset, data);

        internal void Read(int offset, Span<byte> data) => Gl.GetNamedBufferSubData(Name, offset, data);

        private protected override void Delete() => Device.Names.DeleteBuffer(Name);
    }
}
