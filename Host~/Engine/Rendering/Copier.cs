using Silk.NET.OpenGL;

namespace Saccade.Host.Rendering
{
    /// <summary>Copies a texture over the whole of a target, filtered by the texture's own mode.</summary>
    internal sealed class Copier : GpuObject
    {
        private readonly GpuProgram _program;
        private readonly uint _vertexArray;

        internal Copier(GraphicsDevice device)
            : base(device)
        {
            _program = new GpuProgram(device, "Copy.vert.glsl", "Copy.frag.glsl");
            // Core profiles draw with a vertex array bound, even one without attributes.
            _vertexArray = device.Names.CreateVertexArray();
        }

        internal void Copy(GpuTexture source, RenderTarget target)
        {
            Device.Canvas.Flush();
            Device.Prepare(target);
            Gl.UseProgram(_program.Name);
            Gl.BindVertexArray(_vertexArray);
            Gl.BindTextureUnit(0, source.Name);
            Gl.DrawArrays(PrimitiveType.Triangles, 0, 3);
            Device.Reset();
        }

        private protected override void Delete() => Device.Names.DeleteVertexArray(_vertexArray);
    }
}
