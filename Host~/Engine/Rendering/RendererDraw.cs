using Silk.NET.OpenGL;
using UnityEngine;
using Color = UnityEngine.Color;
using PrimitiveType = Silk.NET.OpenGL.PrimitiveType;

namespace Saccade.Host.Rendering
{
    /// <summary>Draws single renderers with a material of the game's own, as a command buffer asks for it.</summary>
    internal sealed class RendererDraw
    {
        private static readonly int Cull = UnityEngine.Shader.PropertyToID("_Cull");

        private readonly GraphicsDevice _device;

        internal RendererDraw(GraphicsDevice device)
        {
            _device = device;
        }

        /// <summary>From the world to clip space.</summary>
        internal Matrix4x4 ToClip { get; set; } = Matrix4x4.identity;

        internal void Clear(RenderTarget target, bool depth, bool color, Color background)
        {
            var whole = Begin(target);
            _device.Gl.ClearColor(background.r, background.g, background.b, background.a);
            _device.Gl.Clear((depth ? ClearBufferMask.DepthBufferBit : 0) | (color ? ClearBufferMask.ColorBufferBit : 0));
            target.EndDrawing(whole);
        }

        internal unsafe void Draw(RenderTarget target, Renderer renderer, Material material, int submesh, int pass)
        {
            var mesh = (renderer as MeshRenderer)?.Mesh?.RequireGpu();
            if (pass > 0)
            {
                throw new UnityException($"DrawRenderer: pass {pass} of shader {material.shader.name}; shaders here have one, number 0.");
            }

            // As in Unity a submesh that isn't there draws nothing. Meshes here have one.
            if (mesh is null || submesh > 0 || mesh.IndexCount == 0)
            {
                return;
            }

            var program = material.shader.RequireSurfaceProgram();
            var whole = Begin(target);
            var gl = _device.Gl;
            gl.Enable(EnableCap.DepthTest);
            if (!material.shader.Has("_Cull") || material.GetFloat(Cull) != 0)
            {
                gl.Enable(EnableCap.CullFace);
            }

            var toWorld = renderer.localToWorldMatrix;
            var toClip = ToClip * toWorld;
            program.Use(material, null, _device.Canvas);
            gl.ProgramUniformMatrix4(program.Name, program.View, 1, false, (float*)&toClip);
            gl.FrontFace(CameraPass.IsMirroring(toWorld) ? FrontFaceDirection.Ccw : FrontFaceDirection.CW);
            gl.BindVertexArray(mesh.VertexArray);
            gl.DrawElements(PrimitiveType.Triangles, mesh.IndexCount, DrawElementsType.UnsignedInt, null);
            target.EndDrawing(whole);
            _device.Reset();
        }

        private RectInt Begin(RenderTarget target)
        {
            _device.Canvas.Flush();
            _device.Reset();
            var whole = new RectInt(0, 0, target.Width, target.Height);
            target.BeginDrawing(whole, keepsColor: true);
            return whole;
        }
    }
}
