using UnityEngine;
using PrimitiveType = Silk.NET.OpenGL.PrimitiveType;

namespace Saccade.Host.Rendering
{
    /// <summary>Copies a texture over a target, filtered by the texture's own mode.</summary>
    internal sealed class Copier : GpuObject
    {
        private readonly GpuProgram _program;
        private readonly int _part;
        private readonly uint _vertexArray;

        internal Copier(GraphicsDevice device)
            : base(device)
        {
            _program = new GpuProgram(device, "Copy.vert.glsl", "Copy.frag.glsl");
            _part = _program.Locate("part");
            // Core profiles draw with a vertex array bound, even one without attributes.
            _vertexArray = device.Names.CreateVertexArray();
        }

        internal void Copy(GpuTexture source, RenderTarget target) => Copy(source, target, Vector2.one, Vector2.zero);

        /// <summary>Covers the whole target with the part of the texture that begins at the offset and is as large as the scale.</summary>
        internal void Copy(GpuTexture source, RenderTarget target, Vector2 scale, Vector2 offset) =>
            Copy(source, target, new RectInt(0, 0, target.Width, target.Height), scale, offset);

        /// <summary>Covers an area of the target, in pixels from the lower left corner.</summary>
        internal void Copy(GpuTexture source, RenderTarget target, RectInt area, Vector2 scale, Vector2 offset)
        {
            Device.Canvas.Flush();
            Device.Prepare(target);
            Gl.Viewport(area.x, area.y, (uint)area.width, (uint)area.height);
            Gl.UseProgram(_program.Name);
            Gl.ProgramUniform4(_program.Name, _part, scale.x, scale.y, offset.x, offset.y);
            Gl.BindVertexArray(_vertexArray);
            Gl.BindTextureUnit(0, source.Name);
            Gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
            Device.Reset();
        }

        private protected override void Delete() => Device.Names.DeleteVertexArray(_vertexArray);
    }
}
