using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Saccade.Host.Egl;
using Silk.NET.OpenGL;
using UnityEngine;
using GL = Silk.NET.OpenGL.GL;
using TextureWrapMode = UnityEngine.TextureWrapMode;

namespace Saccade.Host.Rendering
{
    /// <summary>The context of the running engine and everything that lives in it.</summary>
    internal sealed class GraphicsDevice : IDisposable
    {
        private const string SkipDecodeExtension = "GL_EXT_texture_sRGB_decode";

        private static GraphicsDevice? _current;

        private readonly EglContext _egl;
        private readonly HashSet<GpuObject> _objects = [];
        private readonly DebugProc? _debugCallback;

        internal GraphicsDevice(HostOptions options)
        {
            _egl = EglContext.Create(options.ValidateGraphics);
            try
            {
                Gl = GL.GetApi(_egl.GetProcAddress);
                Names = new GlNames(Gl);
                if (!Gl.IsExtensionPresent(SkipDecodeExtension))
                {
                    throw new HostException($"Graphics: the driver '{Gl.GetStringS(StringName.Renderer)}' lacks {SkipDecodeExtension}.");
                }

                MaxTextureSize = Gl.GetInteger(GetPName.MaxTextureSize);
                MaxSamples = Gl.GetInteger(GLEnum.MaxSamples);
                if (options.ValidateGraphics)
                {
                    _debugCallback = OnDriverMessage;
                    Gl.Enable(EnableCap.DebugOutput);
                    Gl.Enable(EnableCap.DebugOutputSynchronous);
                    Gl.DebugMessageCallback(_debugCallback, in nint.Zero);
                }

                Info = new GlInfo(
                    Gl.GetStringS(StringName.Vendor), Gl.GetStringS(StringName.Renderer), Gl.GetStringS(StringName.Version));
                Screen = new RenderTarget(
                    this,
                    options.Width,
                    options.Height,
                    RenderTargetLayout.Sized(RenderTextureFormat.ARGB32, options.ColorSpace == ColorSpace.Linear),
                    hasDepth: true,
                    options.AntiAliasing);
                Screen.Color.SetSampling(FilterMode.Bilinear, TextureWrapMode.Clamp);
                Canvas = new Canvas(this);
                Copier = new Copier(this);
                CameraPass = new CameraPass(this);
                RendererDraw = new RendererDraw(this);
                Commands = new CommandRunner(this);
                RenderContext = new RenderContext(this);
                Readbacks = new ReadbackQueue(this);
                _current = this;
                Screen.ClearToBlack();
            }
            catch
            {
                Dispose();
                throw;
            }
        }

        internal static bool IsRunning => _current is not null;

        internal static GraphicsDevice Current =>
            _current ?? throw new UnityException("There is no graphics device: call HostEngine.Start first.");

        internal GL Gl { get; } = null!;

        internal GlNames Names { get; } = null!;

        internal GlInfo Info { get; } = null!;

        internal RenderTarget Screen { get; } = null!;

        internal Canvas Canvas { get; } = null!;

        internal Copier Copier { get; } = null!;

        internal CameraPass CameraPass { get; } = null!;

        internal RendererDraw RendererDraw { get; } = null!;

        internal CommandRunner Commands { get; } = null!;

        /// <summary>What shaders read whose material doesn't set it.</summary>
        internal Dictionary<int, Vector4> GlobalVectors { get; } = [];

        internal RenderContext RenderContext { get; } = null!;

        internal ReadbackQueue Readbacks { get; } = null!;

        internal int MaxTextureSize { get; }

        internal int MaxSamples { get; }

        public void Dispose()
        {
            ReleaseForgottenBuffers();
            foreach (var gpuObject in new List<GpuObject>(_objects))
            {
                gpuObject.Release();
            }

            if (_current == this)
            {
                _current = null;
            }

            Gl?.Dispose();
            _egl.Dispose();
        }

        /// <summary>
        /// Frees the buffers that scripts made and left to the garbage collector, and says so as Unity does: their scripts are about to go.
        /// </summary>
        internal void ReleaseForgottenBuffers()
        {
            foreach (var gpuObject in new List<GpuObject>(_objects))
            {
                if (gpuObject is GpuBuffer { Owner: ComputeBuffer forgotten })
                {
                    UnityEngine.Debug.LogWarning(
                        $"The ComputeBuffer {forgotten.Label} was never released. Call ComputeBuffer.Release() or Dispose() on it.");
                    gpuObject.Release();
                }
            }
        }

        internal void Register(GpuObject gpuObject) => _objects.Add(gpuObject);

        internal void Unregister(GpuObject gpuObject) => _objects.Remove(gpuObject);

        /// <summary>
        /// The state that every pass starts from, whoever touched the context before: nothing bound that could interfere, every test
        /// and blend off, all channels written, colours encoded on the way into sRGB targets.
        /// </summary>
        internal void Reset()
        {
            Gl.UseProgram(0);
            Gl.BindVertexArray(0);
            Gl.ActiveTexture(TextureUnit.Texture0);
            Gl.BindSampler(0, 0);
            Gl.Disable(EnableCap.Blend);
            Gl.Disable(EnableCap.DepthTest);
            Gl.Disable(EnableCap.CullFace);
            Gl.Disable(EnableCap.ScissorTest);
            Gl.Disable(EnableCap.StencilTest);
            Gl.Disable(EnableCap.PolygonOffsetFill);
            Gl.Disable(EnableCap.SampleAlphaToCoverage);
            Gl.Disable(EnableCap.RasterizerDiscard);
            Gl.Disable(EnableCap.DepthClamp);
            Gl.Disable(EnableCap.ColorLogicOp);
            Gl.Disable(EnableCap.PrimitiveRestart);
            Gl.Disable(EnableCap.SampleMask);
            Gl.Enable(EnableCap.FramebufferSrgb);
            Gl.PolygonMode(TriangleFace.FrontAndBack, PolygonMode.Fill);
            Gl.ColorMask(true, true, true, true);
            Gl.DepthMask(true);
            Gl.DepthFunc(DepthFunction.Lequal);
            Gl.DepthRange(0, 1);
            Gl.ClearDepth(1);
            Gl.CullFace(TriangleFace.Back);
            Gl.ClipControl(ClipControlOrigin.LowerLeft, ClipControlDepth.NegativeOneToOne);
            Gl.BlendEquation(BlendEquationModeEXT.FuncAdd);
            ResetPixelStore();
        }

        internal void ResetPixelStore()
        {
            Gl.BindBuffer(BufferTargetARB.PixelPackBuffer, 0);
            Gl.BindBuffer(BufferTargetARB.PixelUnpackBuffer, 0);
            Gl.PixelStore(PixelStoreParameter.PackAlignment, 1);
            Gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
            Gl.PixelStore(PixelStoreParameter.PackRowLength, 0);
            Gl.PixelStore(PixelStoreParameter.UnpackRowLength, 0);
            Gl.PixelStore(PixelStoreParameter.PackSkipRows, 0);
            Gl.PixelStore(PixelStoreParameter.UnpackSkipRows, 0);
            Gl.PixelStore(PixelStoreParameter.PackSkipPixels, 0);
            Gl.PixelStore(PixelStoreParameter.UnpackSkipPixels, 0);
        }

        /// <summary>Resets the state and binds the target's resolved framebuffer for drawing and reading, over its whole area.</summary>
        internal void Prepare(RenderTarget target)
        {
            Reset();
            Bind(target.Framebuffer);
            Gl.Viewport(0, 0, (uint)target.Width, (uint)target.Height);
        }

        /// <summary>Calls a plug-in with the active target bound, and takes back what it does to the state.</summary>
        internal unsafe void IssuePluginEvent(nint callback, int eventId)
        {
            Canvas.Flush();
            Prepare(RenderTexture.ActiveTarget);
            ((delegate* unmanaged<int, void>)callback)(eventId);
            Reset();
        }

        /// <summary>Binds a framebuffer so that <c>GL_FRAMEBUFFER_SRGB</c>, as it is now, counts.</summary>
        internal void Bind(uint framebuffer)
        {
            // Mesa's glClear overlooks a change of that switch as long as the same framebuffer stays bound.
            Gl.BindFramebuffer(FramebufferTarget.Framebuffer, 0);
            Gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
        }

        private static void OnDriverMessage(
            GLEnum source, GLEnum type, int id, GLEnum severity, int length, nint message, nint userParameter)
        {
            if (type is GLEnum.DebugTypeError or GLEnum.DebugTypeUndefinedBehavior)
            {
                UnityEngine.Debug.LogError($"OpenGL {id}: {Marshal.PtrToStringUTF8(message, length)}");
            }
        }
    }
}
