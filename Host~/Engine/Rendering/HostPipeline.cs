using System.Collections.Generic;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Rendering
{
    /// <summary>
    /// The least that a scriptable pipeline does: it draws each camera, with the layers over it, tells the listeners, and hands the
    /// pictures to who asked for them. Such a camera is drawn to a picture of its own first, as Unity's Universal pipeline does, which is
    /// then shown.
    /// </summary>
    internal sealed class HostPipeline : RenderPipeline
    {
        private static readonly CommandBuffer Captures = new CommandBuffer { name = "Capture" };
        private RenderTexture? _picture;

        protected override void Render(ScriptableRenderContext context, Camera[] cameras) => Render(context, new List<Camera>(cameras));

        protected override void Render(ScriptableRenderContext context, List<Camera> cameras)
        {
            BeginContextRendering(context, cameras);
            for (var i = 0; i < cameras.Count; i++)
            {
                // A listener may have destroyed it. One that is switched off is drawn on Camera.Render, as in Unity.
                if (cameras[i] != null)
                {
                    Draw(context, cameras[i]);
                }
            }

            EndContextRendering(context, cameras);
            context.Context.Camera = null;
        }

        protected override void Dispose(bool disposing) => _picture?.DestroyNow();

        private static bool IsLayer(Camera camera) => camera != null && camera.IsLive;

        // As in Unity, listeners hear of each layer, and the picture is finished with the last one.
        private void Draw(ScriptableRenderContext context, Camera camera)
        {
            var data = PipelineCamera.Of(camera);
            if (data.IsOverlay)
            {
                return;
            }

            var stack = data.Stack;
            var last = stack is null ? -1 : stack.FindLastIndex(IsLayer);
            var isPostProcessed = data.IsPostProcessed;
            for (var i = 0; i <= last; i++)
            {
                isPostProcessed |= IsLayer(stack![i]) && PipelineCamera.Of(stack[i]).IsPostProcessed;
            }

            Begin(context, camera);
            var area = CameraPass.AreaOf(camera);
            var isCaptured = CaptureActions.Find?.Invoke(camera) is not null && area.width > 0 && area.height > 0;
            var target = isCaptured ? PictureOf(area.width, area.height).RequireTarget() : camera.RenderTarget;
            var part = isCaptured ? new RectInt(0, 0, area.width, area.height) : area;
            GraphicsDevice.Current.CameraPass.Draw(camera, target, part);
            if (last < 0)
            {
                Finish(context, camera, target, part, isPostProcessed, isCaptured);
            }

            End(context, camera);
            for (var i = 0; i <= last; i++)
            {
                if (!IsLayer(stack![i]))
                {
                    continue;
                }

                Begin(context, stack[i]);
                GraphicsDevice.Current.CameraPass.Draw(stack[i], target, part, isLayer: true);
                if (i == last)
                {
                    Finish(context, camera, target, part, isPostProcessed, isCaptured);
                }

                End(context, stack[i]);
            }
        }

        private static void Begin(ScriptableRenderContext context, Camera camera)
        {
            context.Context.Camera = camera;
            BeginCameraRendering(context, camera);
            context.Submit();
        }

        private static void End(ScriptableRenderContext context, Camera camera)
        {
            context.Submit();
            EndCameraRendering(context, camera);
        }

        private void Finish(
            ScriptableRenderContext context, Camera camera, RenderTarget target, RectInt part, bool isPostProcessed, bool isCaptured)
        {
            var device = GraphicsDevice.Current;
            if (isPostProcessed)
            {
                device.CameraPass.PostProcess(target, part);
            }

            if (!isCaptured)
            {
                return;
            }

            // Asked anew: who has taken back the wish since the first layer gets nothing.
            var actions = CaptureActions.Find?.Invoke(camera);
            while (actions is not null && actions.MoveNext())
            {
                Guard.Run(actions.Current, new RenderTargetIdentifier(_picture!), Captures);
            }

            context.ExecuteCommandBuffer(Captures);
            Captures.Clear();
            context.Submit();
            device.Copier.Copy(_picture!.RequireGpu(), camera.RenderTarget, CameraPass.AreaOf(camera), Vector2.one, Vector2.zero);
        }

        private RenderTexture PictureOf(int width, int height)
        {
            if (_picture is null || _picture.width != width || _picture.height != height)
            {
                _picture?.DestroyNow();
                _picture = new RenderTexture(width, height, 24) { name = "Camera picture", antiAliasing = Samples() };
            }

            return _picture;
        }

        private static int Samples() => QualitySettings.antiAliasing switch
        {
            >= 8 => 8,
            >= 4 => 4,
            >= 2 => 2,
            _ => 1,
        };
    }
}
