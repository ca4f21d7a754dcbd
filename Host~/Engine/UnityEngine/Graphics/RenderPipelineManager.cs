#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using Saccade.Host;
using Saccade.Host.Rendering;

namespace UnityEngine.Rendering
{
    public static class RenderPipelineManager
    {
        private static RenderPipelineAsset _asset;
        private static bool _isRendering;

        internal static event Action<ScriptableRenderContext, List<Camera>> beginContextRendering;

        public static event Action<ScriptableRenderContext, List<Camera>> endContextRendering;

        public static event Action<ScriptableRenderContext, Camera> beginCameraRendering;

        public static event Action<ScriptableRenderContext, Camera> endCameraRendering;

        public static RenderPipeline currentPipeline { get; private set; }

        internal static bool IsInUse => GraphicsSettings.currentRenderPipeline is not null;

        internal static void Render(List<Camera> cameras)
        {
            if (_isRendering)
            {
                Debug.LogError(
                    "Recursive rendering is not supported in a scriptable pipeline: Camera.Render was called while cameras are rendered.");
                return;
            }

            Prepare();
            var context = GraphicsDevice.Current.RenderContext;
            _isRendering = true;
            try
            {
                currentPipeline?.Draw(new ScriptableRenderContext(context), cameras);
            }
            catch (Exception exception)
            {
                Debug.LogException(exception);
            }
            finally
            {
                context.End();
                _isRendering = false;
            }
        }

        internal static void BeginContextRendering(ScriptableRenderContext context, List<Camera> cameras) =>
            Guard.Run(beginContextRendering, context, cameras);

        internal static void EndContextRendering(ScriptableRenderContext context, List<Camera> cameras) =>
            Guard.Run(endContextRendering, context, cameras);

        internal static void BeginCameraRendering(ScriptableRenderContext context, Camera camera) =>
            Guard.Run(beginCameraRendering, context, camera);

        internal static void EndCameraRendering(ScriptableRenderContext context, Camera camera) =>
            Guard.Run(endCameraRendering, context, camera);

        internal static void ForgetListeners()
        {
            beginContextRendering = null;
            endContextRendering = null;
            beginCameraRendering = null;
            endCameraRendering = null;
        }

        internal static void End()
        {
            currentPipeline?.Dispose();
            currentPipeline = null;
            _asset = null;
            GraphicsSettings.defaultRenderPipeline = null;
        }

        private static void Prepare()
        {
            var wanted = GraphicsSettings.currentRenderPipeline;
            if (!ReferenceEquals(_asset, wanted) || currentPipeline is null)
            {
                currentPipeline?.Dispose();
                _asset = wanted;
                currentPipeline = wanted.Create();
            }
        }
    }
}
