using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Silk.NET.OpenGL;
using UnityEngine;
using UnityEngine.Rendering;
using Color = UnityEngine.Color;
using PrimitiveType = Silk.NET.OpenGL.PrimitiveType;

namespace Saccade.Host.Rendering
{
    /// <summary>Draws what one camera sees, nearest first, and sends the messages around it.</summary>
    internal sealed class CameraPass : GpuObject
    {
        private const int MaximumLights = 4;

        private readonly SurfaceProgram _lit;
        private readonly SurfaceProgram _litTextured;
        private readonly SurfaceProgram _unlit;
        private readonly SurfaceProgram _unlitTextured;
        private readonly uint _frameBuffer;
        private readonly List<Item> _items = [];
        private readonly Comparison<Item> _nearestFirst = static (a, b) => a.Distance.CompareTo(b.Distance);

        internal CameraPass(GraphicsDevice device)
            : base(device)
        {
            _lit = new SurfaceProgram(device, "LIT");
            _litTextured = new SurfaceProgram(device, "LIT", "TEXTURED");
            _unlit = new SurfaceProgram(device);
            _unlitTextured = new SurfaceProgram(device, "TEXTURED");
            _frameBuffer = device.Names.CreateBuffer();
            Gl.NamedBufferData(_frameBuffer, (nuint)Marshal.SizeOf<FrameBlock>(), ReadOnlySpan<byte>.Empty, BufferUsageARB.DynamicDraw);
        }

        internal void Render(Camera camera)
        {
            var activeBefore = RenderTexture.active;
            var currentBefore = Camera.current;
            RenderTexture.active = camera.targetTexture;
            Camera.current = camera;
            SendToScripts(camera, static messages => messages.OnPreRender);
            Guard.Run(Camera.onPreRender, camera);

            var target = camera.RenderTarget;
            var area = AreaOf(camera);
            var hasEffects = HasEffects(camera) && area.width > 0 && area.height > 0;
            if (hasEffects)
            {
                camera.BeforeEffects = new RenderTexture(area.width, area.height, 24) { name = "Before image effects" };
                Draw(camera, camera.BeforeEffects.RequireTarget(), new RectInt(0, 0, area.width, area.height));
            }
            else
            {
                Draw(camera, target, area);
            }

            RenderTexture.active = hasEffects ? camera.BeforeEffects : camera.targetTexture;
            Device.Prepare(RenderTexture.ActiveTarget);
            SendToScripts(camera, static messages => messages.OnPostRender);
            Guard.Run(Camera.onPostRender, camera);
            if (hasEffects)
            {
                RunEffects(camera, target, area);
            }

            camera.RunCommandBuffers(CameraEvent.AfterImageEffects);
            camera.RunCommandBuffers(CameraEvent.AfterEverything);
            camera.BeforeEffects?.DestroyNow();
            camera.BeforeEffects = null;
            RenderTexture.active = activeBefore;
            Camera.current = currentBefore;
        }

        private protected override void Delete() => Device.Names.DeleteBuffer(_frameBuffer);

        private static void SendToScripts(Camera camera, Func<ScriptMessages, Action?> message)
        {
            var components = camera.gameObject.Components;
            // A message may add or remove components, its own among them.
            for (var i = 0; i < components.Count; i++)
            {
                if (components[i] is MonoBehaviour { IsLive: true } script)
                {
                    script.Send(message(script.Messages));
                }
            }
        }

        private static bool HasEffects(Camera camera)
        {
            foreach (var component in camera.gameObject.Components)
            {
                if (component is MonoBehaviour { IsLive: true, Messages.OnRenderImage: not null })
                {
                    return true;
                }
            }

            return false;
        }

        // Each effect reads what the one before it wrote; what the last one wrote is shown.
        private void RunEffects(Camera camera, RenderTarget target, RectInt area)
        {
            var source = camera.BeforeEffects;
            var components = camera.gameObject.Components;
            for (var i = 0; i < components.Count; i++)
            {
                if (components[i] is not MonoBehaviour { IsLive: true, Messages.OnRenderImage: { } effect })
                {
                    continue;
                }

                var destination = new RenderTexture(area.width, area.height, 0) { name = "Image effect" };
                Guard.Run(effect, source, destination);
                if (source != camera.BeforeEffects)
                {
                    source.DestroyNow();
                }

                source = destination;
            }

            RenderTexture.active = camera.targetTexture;
            Device.Copier.Copy(source.RequireGpu(), target, area, Vector2.one, Vector2.zero);
            source.DestroyNow();
        }

        /// <summary>What of its target a camera draws to.</summary>
        internal static RectInt AreaOf(Camera camera)
        {
            var pixels = camera.pixelRect;
            return new RectInt((int)pixels.x, (int)pixels.y, (int)pixels.width, (int)pixels.height);
        }

        /// <summary>Draws what the camera sees, and tells nobody.</summary>
        /// <param name="camera">The camera.</param>
        /// <param name="target">What to draw into.</param>
        /// <param name="area">What of the target to draw to.</param>
        /// <param name="isLayer">Whether what is there stays, and only the depth is cleared.</param>
        internal void Draw(Camera camera, RenderTarget target, RectInt area, bool isLayer = false)
        {
            Device.Canvas.Flush();
            if (area.width < 1 || area.height < 1)
            {
                return;
            }

            var clearsColor = !isLayer && camera.clearFlags is CameraClearFlags.Skybox or CameraClearFlags.SolidColor;
            Device.Reset();
            target.BeginDrawing(area, keepsColor: !clearsColor);
            Gl.Enable(EnableCap.ScissorTest);
            Gl.Scissor(area.x, area.y, (uint)area.width, (uint)area.height);
            Clear(camera, clearsColor);

            var viewProjection = camera.projectionMatrix * camera.worldToCameraMatrix;
            Gather(camera, viewProjection);
            UploadFrame(camera, viewProjection);
            Gl.Enable(EnableCap.DepthTest);
            Gl.Enable(EnableCap.CullFace);
            Gl.BindBufferBase(BufferTargetARB.UniformBuffer, 0, _frameBuffer);
            foreach (var item in _items)
            {
                if (item.Material.shader.Kind != ShaderKind.Sprite)
                {
                    Draw(item);
                }
            }

            DrawSprites();
            _items.Clear();
            target.EndDrawing(area);
            Device.Reset();
        }

        /// <summary>A pipeline's post-processing, which one sees: red is turned up to the full.</summary>
        internal void PostProcess(RenderTarget target, RectInt area)
        {
            Device.Prepare(target);
            Gl.Enable(EnableCap.ScissorTest);
            Gl.Scissor(area.x, area.y, (uint)area.width, (uint)area.height);
            Gl.ColorMask(true, false, false, false);
            Gl.ClearColor(1, 0, 0, 0);
            Gl.Clear(ClearBufferMask.ColorBufferBit);
            Gl.ColorMask(true, true, true, true);
            Device.Reset();
        }

        private void Clear(Camera camera, bool clearsColor)
        {
            ClearBufferMask mask = 0;
            if (clearsColor)
            {
                // There is no sky here, so Skybox clears to the background colour, as in Unity without a sky material.
                var color = Shading(camera.backgroundColor);
                Gl.ClearColor(color.r, color.g, color.b, color.a);
                mask |= ClearBufferMask.ColorBufferBit;
            }

            if (camera.clearFlags != CameraClearFlags.Nothing)
            {
                mask |= ClearBufferMask.DepthBufferBit;
            }

            Gl.Clear(mask);
        }

        private void Gather(Camera camera, Matrix4x4 viewProjection)
        {
            var eye = camera.transform.position;
            var frustum = new Frustum(viewProjection);
            foreach (var renderer in World.Renderers)
            {
                if (renderer is not MeshRenderer { Mesh: Mesh mesh } meshRenderer
                    || meshRenderer.sharedMaterial is not Material material
                    || renderer.shadowCastingMode == ShadowCastingMode.ShadowsOnly
                    || (camera.cullingMask & (1 << renderer.gameObject.layer)) == 0)
                {
                    continue;
                }

                var bounds = renderer.bounds;
                if (frustum.MayShow(bounds))
                {
                    var distance = (bounds.center - eye).sqrMagnitude;
                    _items.Add(new Item(mesh, material, renderer.localToWorldMatrix, distance));
                }
            }

            _items.Sort(_nearestFirst);
        }

        private unsafe void UploadFrame(Camera camera, Matrix4x4 viewProjection)
        {
            var ambient = Shading(RenderSettings.ambientLight) * RenderSettings.ambientIntensity;
            var frame = new FrameBlock
            {
                ViewProjection = viewProjection,
                CameraPosition = camera.transform.position,
                AmbientAbove = ambient * 1.3f,
                AmbientBelow = ambient * 0.55f,
            };
            var directions = new Span<Vector4>(frame.LightDirections, MaximumLights);
            var colors = new Span<Vector4>(frame.LightColors, MaximumLights);
            var count = 0;
            foreach (var light in World.Lights)
            {
                if (light.type != LightType.Directional)
                {
                    light.NoteIgnored();
                }
                else if (count < MaximumLights)
                {
                    directions[count] = -light.transform.forward;
                    colors[count] = Shading(light.color) * light.intensity;
                    count++;
                }
            }

            frame.LightCount = count;
            Gl.NamedBufferSubData(_frameBuffer, 0, (nuint)sizeof(FrameBlock), &frame);
        }

        // What one sees through comes last, and the farthest of it first.
        private void DrawSprites()
        {
            Gl.Enable(EnableCap.Blend);
            Gl.BlendFuncSeparate(
                BlendingFactor.SrcAlpha, BlendingFactor.OneMinusSrcAlpha, BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
            Gl.Disable(EnableCap.CullFace);
            Gl.DepthMask(false);
            for (var i = _items.Count - 1; i >= 0; i--)
            {
                if (_items[i].Material.shader.Kind == ShaderKind.Sprite)
                {
                    Draw(_items[i]);
                }
            }

            Gl.DepthMask(true);
        }

        private unsafe void Draw(Item item)
        {
            var mesh = item.Mesh.RequireGpu();
            if (mesh.IndexCount == 0)
            {
                return;
            }

            var material = item.Material;
            var texture = material.shader.Has("_MainTex") ? material.mainTexture : null;
            var program = (material.shader.Kind, texture is not null) switch
            {
                (ShaderKind.Lit, false) => _lit,
                (ShaderKind.Lit, true) => _litTextured,
                (_, false) => _unlit,
                (_, true) => _unlitTextured,
            };
            Gl.UseProgram(program.Name);
            program.SetTransform(item.ToWorld);
            var color = material.shader.Has("_Color") ? Shading(material.color) : Color.white;
            program.SetSurface(color, material.GetFloat("_Glossiness"), material.GetFloat("_Metallic"));
            if (texture is not null)
            {
                Gl.BindTextureUnit(0, texture.RequireGpu().Name);
                program.SetTextureTransform(material.mainTextureScale, material.mainTextureOffset);
            }

            // Unity's front faces run clockwise; a mirroring transform turns them round.
            Gl.FrontFace(IsMirroring(item.ToWorld) ? FrontFaceDirection.Ccw : FrontFaceDirection.CW);
            Gl.BindVertexArray(mesh.VertexArray);
            Gl.DrawElements(PrimitiveType.Triangles, mesh.IndexCount, DrawElementsType.UnsignedInt, null);
        }

        // Colours are set as the eye sees them; light adds up as light, unless the color space is the one that doesn't know better.
        private static Color Shading(Color color) =>
            QualitySettings.activeColorSpace == ColorSpace.Linear ? color.linear : color;

        internal static bool IsMirroring(in Matrix4x4 matrix) =>
            Vector3.Dot(Vector3.Cross(matrix.GetColumn(0), matrix.GetColumn(1)), matrix.GetColumn(2)) < 0;

        private readonly record struct Item(Mesh Mesh, Material Material, Matrix4x4 ToWorld, float Distance);

        // The uniform block Frame of Surface.frag.glsl and Surface.vert.glsl, in std140.
        [StructLayout(LayoutKind.Sequential)]
        private unsafe struct FrameBlock
        {
            internal Matrix4x4 ViewProjection;
            internal Vector4 CameraPosition;
            internal Vector4 AmbientAbove;
            internal Vector4 AmbientBelow;
            internal fixed float LightDirections[MaximumLights * 4];
            internal fixed float LightColors[MaximumLights * 4];
            internal int LightCount;
            private readonly int _padding0;
            private readonly int _padding1;
            private readonly int _padding2;
        }
    }
}
