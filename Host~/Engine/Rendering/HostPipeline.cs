using System.Collections.Generic;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host.Rendering
{
    /// <summary>
    /// The least that a scriptable pipeline does: it draws each camera, tells the listeners, and hands the pictures to who asked for
    /// them. Such a camera is drawn to a picture of its own first, as Unity's Universal pipeline does, which is then shown.
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
                // A listener may have switched it off.
                if (cameras[i] == null || !cameras[i].IsLive)
                {
                    continue;
                }

                context.Context.Camera = cameras[i];
                BeginCameraRendering(context, cameras[i]);
                Draw(context, cameras[i]);
                context.Submit();
                EndCameraRendering(context, cameras[i]);
            }

            EndContextRendering(context, cameras);
            context.Context.Camera = null;
        }

        protected override void Dispose(bool disposing) => _picture?.DestroyNow();

        private void Draw(ScriptableRenderContext context, Camera camera)
        {
            var device = GraphicsDevice.Current;
            context.Submit();
            var area = CameraPass.AreaOf(camera);
            var actions = CaptureActions.Find?.Invoke(camera);
            if (actions is null || area.width < 1 || area.height < 1)
            {
                device.CameraPass.Draw(camera, camera.RenderTarget, area);
                return;
            }

            var picture = PictureOf(area.width, area.height);
            device.CameraPass.Draw(camera, picture.RequireTarget(), new RectInt(0, 0, area.width, area.height));
            while (actions.MoveNext())
            {
                Guard.Run(actions.Current, new RenderTargetIdentifier(picture), Captures);
            }

            context.ExecuteCommandBuffer(Captures);
            Captures.Clear();
            context.Submit();
            device.Copier.Copy(picture.RequireGpu(), camera.RenderTarget, area, Vector2.one, Vector2.zero);
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
