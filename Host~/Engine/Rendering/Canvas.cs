using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Silk.NET.OpenGL;
using UnityEngine;
using Color = UnityEngine.Color;
using PrimitiveType = Silk.NET.OpenGL.PrimitiveType;
using Texture = UnityEngine.Texture;

namespace Saccade.Host.Rendering
{
    /// <summary>
    /// Draws textured quads over the active target, in pixels from its top left corner, blended in sRGB space as Unity's interface
    /// is. Quads are gathered until the texture or the blending changes; one with a material is drawn at once.
    /// </summary>
    internal sealed class Canvas : GpuObject
    {
        private const int MaximumQuads = 4096;
        private const SamplerParameterI SrgbDecode = (SamplerParameterI)0x8A48;
        private const int SkipDecode = 0x8A4A;

        private readonly GpuProgram _program;
        private readonly int _view;
        private readonly uint _vertexArray;
        private readonly uint _vertexBuffer;
        private readonly uint _indexBuffer;
        private readonly uint[] _samplers = new uint[18];
        private readonly Vertex[] _vertices = new Vertex[MaximumQuads * 4];
        private readonly Stack<Vector4?> _views = new Stack<Vector4?>();
        private int _quads;
        private uint _units;
        private GpuTexture? _texture;
        private bool _blends;
        private Vector4? _ownView;
        private Rect? _viewport;

        internal Canvas(GraphicsDevice device)
            : base(device)
        {
            _program = new GpuProgram(device, "Canvas.vert.glsl", "Canvas.frag.glsl");
            _view = _program.Locate("view");
            _vertexArray = device.Names.CreateVertexArray();
            _vertexBuffer = device.Names.CreateBuffer();
            _indexBuffer = device.Names.CreateBuffer();
            var stride = (uint)Marshal.SizeOf<Vertex>();
            Gl.NamedBufferData(_vertexBuffer, stride * MaximumQuads * 4, ReadOnlySpan<byte>.Empty, BufferUsageARB.StreamDraw);
            Gl.NamedBufferData<ushort>(_indexBuffer, QuadIndices(), BufferUsageARB.StaticDraw);
            Gl.VertexArrayVertexBuffer(_vertexArray, 0, _vertexBuffer, 0, stride);
            Gl.VertexArrayElementBuffer(_vertexArray, _indexBuffer);
            Attribute(0, 2, VertexAttribType.Float, false, nameof(Vertex.Position));
            Attribute(1, 2, VertexAttribType.Float, false, nameof(Vertex.Uv));
            Attribute(2, 4, VertexAttribType.UnsignedByte, true, nameof(Vertex.Tint));
            Glyphs = new GlyphAtlas(device, this);
        }

        internal GlyphAtlas Glyphs { get; }

        internal void DrawTexture(Rect area, Texture image, Rect part, Color tint, bool blends) =>
            Add(image.RequireGpu(), area, part, tint, blends);

        /// <summary>Stretches the middle of an image over the area; its border keeps its width in pixels.</summary>
        internal void DrawSliced(Rect area, Texture image, RectOffset border, Color tint)
        {
            Span<float> x = [area.x, area.x + border.left, area.xMax - border.right, area.xMax];
            Span<float> y = [area.y, area.y + border.top, area.yMax - border.bottom, area.yMax];
            Span<float> u = [0, (float)border.left / image.width, 1 - (float)border.right / image.width, 1];
            Span<float> v = [1, 1 - (float)border.top / image.height, (float)border.bottom / image.height, 0];
            var texture = image.RequireGpu();
            for (var row = 0; row < 3; row++)
            {
                for (var column = 0; column < 3; column++)
                {
                    var cell = Rect.MinMaxRect(x[column], y[row], x[column + 1], y[row + 1]);
                    if (cell.width > 0 && cell.height > 0)
                    {
                        var part = Rect.MinMaxRect(u[column], v[row + 1], u[column + 1], v[row]);
                        Add(texture, cell, part, tint, blends: true);
                    }
                }
            }
        }

        internal void Add(GpuTexture texture, Rect area, Rect part, Color tint, bool blends)
        {
            if (texture != _texture || blends != _blends || _quads == MaximumQuads)
            {
                Flush();
                _texture = texture;
                _blends = blends;
            }

            Color32 color = tint;
            var quad = _vertices.AsSpan(_quads * 4, 4);
            quad[0] = At(area.xMin, area.yMin, part.xMin, part.yMax, color);
            quad[1] = At(area.xMax, area.yMin, part.xMax, part.yMax, color);
            quad[2] = At(area.xMax, area.yMax, part.xMax, part.yMin, color);
            quad[3] = At(area.xMin, area.yMax, part.xMin, part.yMin, color);
            _quads++;
        }

        /// <summary>Draws one quad with a material's own fragment shader, which sees the texture as <c>_MainTex</c>.</summary>
        internal void DrawTexture(Rect area, GpuTexture texture, Rect part, Material material, bool blends = true)
        {
            var program = material.shader.RequireProgram();
            Flush();
            Add(texture, area, part, Color.white, blends);
            var target = Begin();
            program.Use(material, texture, this);
            Draw(program.Name, program.View, target);
        }

        /// <summary>
        /// Covers the whole active target with what a material makes of a texture; blended over what is there where its shader says so.
        /// </summary>
        internal void Blit(GpuTexture source, Material material, int pass)
        {
            DemandOnlyPass(material, pass);
            var target = RenderTexture.ActiveTarget;
            var area = new Rect(0, 0, target.Width, target.Height);
            PushView();
            SetView(0, target.Width, target.Height, 0);
            DrawTexture(area, source, new Rect(0, 0, 1, 1), material, material.shader.Blends);
            PopView();
        }

        internal void Flush()
        {
            if (_quads == 0)
            {
                return;
            }

            var target = Begin();
            Gl.UseProgram(_program.Name);
            Bind(0, _texture!);
            Draw(_program.Name, _view, target);
        }

        // The interface shows textures as they are stored, so its samplers leave sRGB undecoded.
        internal void Bind(uint unit, GpuTexture texture)
        {
            Gl.BindTextureUnit(unit, texture.Name);
            Gl.BindSampler(unit, Sampler(texture));
            _units = Math.Max(_units, unit + 1);
        }

        /// <summary>Lets positions run from one edge of the viewport to the other, until the matrix is taken back.</summary>
        internal void SetView(float left, float right, float bottom, float top)
        {
            Flush();
            _ownView = new Vector4(left, top, right - left, bottom - top);
        }

        internal void PushView() => _views.Push(_ownView);

        internal void PopView()
        {
            Flush();
            _ownView = _views.Count > 0 ? _views.Pop() : null;
        }

        /// <summary>Draws into a part of the target only, until another target is made the active one.</summary>
        /// <param name="pixels">From the lower left corner; null for all of the target.</param>
        internal void SetViewport(Rect? pixels)
        {
            Flush();
            _viewport = pixels;
        }

        private protected override void Delete()
        {
            Device.Names.DeleteVertexArray(_vertexArray);
            Device.Names.DeleteBuffer(_vertexBuffer);
            Device.Names.DeleteBuffer(_indexBuffer);
            foreach (var sampler in _samplers)
            {
                if (sampler != 0)
                {
                    Device.Names.DeleteSampler(sampler);
                }
            }
        }

        private static void DemandOnlyPass(Material material, int pass)
        {
            if (pass is not (0 or -1))
            {
                throw new UnityException(
                    $"Pass {pass} of '{material.shader.name}': a shader has one pass in this engine; expected 0 or -1.");
            }
        }

        private RenderTarget Begin()
        {
            var target = RenderTexture.ActiveTarget;
            Device.Prepare(target);
            if (_viewport is Rect part)
            {
                Gl.Viewport((int)part.x, (int)part.y, (uint)part.width, (uint)part.height);
            }

            // What is in the texture and in the target is written as it is: both hold what the eye should see.
            Gl.Disable(EnableCap.FramebufferSrgb);
            if (_blends)
            {
                Gl.Enable(EnableCap.Blend);
                Gl.BlendFuncSeparate(
                    BlendingFactor.SrcAlpha, BlendingFactor.OneMinusSrcAlpha, BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
            }

            return target;
        }

        private unsafe void Draw(uint program, int viewLocation, RenderTarget target)
        {
            var view = _ownView ?? new Vector4(0, 0, target.Width, target.Height);
            Gl.ProgramUniform4(program, viewLocation, view.x, view.y, view.z, view.w);
            Gl.NamedBufferSubData<Vertex>(_vertexBuffer, 0, _vertices.AsSpan(0, _quads * 4));
            Gl.BindVertexArray(_vertexArray);
            Gl.DrawElements(PrimitiveType.Triangles, (uint)_quads * 6, DrawElementsType.UnsignedShort, null);
            End();
        }

        private void End()
        {
            for (; _units > 0; _units--)
            {
                Gl.BindSampler(_units - 1, 0);
            }

            Device.Reset();
            _quads = 0;
            _texture = null;
        }

        private static ushort[] QuadIndices()
        {
            var indices = new ushort[MaximumQuads * 6];
            for (var quad = 0; quad < MaximumQuads; quad++)
            {
                ReadOnlySpan<int> corners = [0, 1, 2, 0, 2, 3];
                for (var i = 0; i < 6; i++)
                {
                    indices[quad * 6 + i] = (ushort)(quad * 4 + corners[i]);
                }
            }

            return indices;
        }

        private static Vertex At(float x, float y, float u, float v, Color32 tint)
        {
            var moved = GUI.matrix.MultiplyPoint3x4(new Vector3(x, y, 0));
            return new Vertex { Position = moved, Uv = new Vector2(u, v), Tint = tint };
        }

        private uint Sampler(GpuTexture texture)
        {
            var index = ((int)texture.Filter * 3 + (int)texture.Wrap) * 2 + (texture.HasMips ? 1 : 0);
            if (_samplers[index] == 0)
            {
                var sampler = Device.Names.CreateSampler();
                Gl.SamplerParameter(sampler, SamplerParameterI.MinFilter, (int)Sampling.Minify(texture.Filter, texture.HasMips));
                Gl.SamplerParameter(sampler, SamplerParameterI.MagFilter, (int)Sampling.Magnify(texture.Filter));
                Gl.SamplerParameter(sampler, SamplerParameterI.WrapS, (int)Sampling.Wrap(texture.Wrap));
                Gl.SamplerParameter(sampler, SamplerParameterI.WrapT, (int)Sampling.Wrap(texture.Wrap));
                Gl.SamplerParameter(sampler, SrgbDecode, SkipDecode);
                _samplers[index] = sampler;
            }

            return _samplers[index];
        }

        private void Attribute(uint location, int components, VertexAttribType type, bool normalized, string field)
        {
            Gl.EnableVertexArrayAttrib(_vertexArray, location);
            Gl.VertexArrayAttribBinding(_vertexArray, location, 0);
            var offset = (uint)Marshal.OffsetOf<Vertex>(field);
            Gl.VertexArrayAttribFormat(_vertexArray, location, components, type, normalized, offset);
        }

        [StructLayout(LayoutKind.Sequential)]
        private struct Vertex
        {
            internal Vector2 Position;
            internal Vector2 Uv;
            internal Color32 Tint;
        }
    }
}
