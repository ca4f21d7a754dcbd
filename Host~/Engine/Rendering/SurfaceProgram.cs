using System;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>One variant of the surface shader, with the uniforms of a draw.</summary>
    internal sealed class SurfaceProgram
    {
        private readonly GraphicsDevice _device;
        private readonly GpuProgram _program;
        private readonly int _toWorld;
        private readonly int _normalToWorld;
        private readonly int _color;
        private readonly int _surface;
        private readonly int _textureTransform;

        internal SurfaceProgram(GraphicsDevice device, params ReadOnlySpan<string> defines)
        {
            _device = device;
            _program = new GpuProgram(device, "Surface.vert.glsl", "Surface.frag.glsl", defines);
            _toWorld = _program.Locate("toWorld");
            _normalToWorld = _program.Locate("normalToWorld");
            _color = _program.Locate("color");
            _surface = _program.Locate("surface");
            _textureTransform = _program.Locate("textureTransform");
        }

        internal uint Name => _program.Name;

        internal unsafe void SetTransform(Matrix4x4 toWorld)
        {
            _device.Gl.ProgramUniformMatrix4(Name, _toWorld, 1, false, (float*)&toWorld);
            Vector3 x = toWorld.GetColumn(0);
            Vector3 y = toWorld.GetColumn(1);
            Vector3 z = toWorld.GetColumn(2);
            // The columns of the inverse transpose, up to a factor whose sign matters where the transform mirrors.
            float sign = MathF.Sign(Vector3.Dot(Vector3.Cross(x, y), z));
            var normal = stackalloc float[9];
            Write(normal, Vector3.Cross(y, z) * sign);
            Write(normal + 3, Vector3.Cross(z, x) * sign);
            Write(normal + 6, Vector3.Cross(x, y) * sign);
            _device.Gl.ProgramUniformMatrix3(Name, _normalToWorld, 1, false, normal);
        }

        internal void SetSurface(Color linearColor, float smoothness, float metallic)
        {
            _device.Gl.ProgramUniform4(Name, _color, linearColor.r, linearColor.g, linearColor.b, linearColor.a);
            _device.Gl.ProgramUniform2(Name, _surface, smoothness, metallic);
        }

        internal void SetTextureTransform(Vector2 scale, Vector2 offset) =>
            _device.Gl.ProgramUniform4(Name, _textureTransform, scale.x, scale.y, offset.x, offset.y);

        private static unsafe void Write(float* column, Vector3 value) =>
            (column[0], column[1], column[2]) = (value.x, value.y, value.z);
    }
}
