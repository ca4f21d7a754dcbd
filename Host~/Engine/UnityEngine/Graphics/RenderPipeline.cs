#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Collections.Generic;

namespace UnityEngine.Rendering
{
    public abstract class RenderPipeline
    {
        public bool disposed { get; private set; }

        internal void Draw(ScriptableRenderContext context, List<Camera> cameras) => Render(context, cameras);

        internal void Dispose()
        {
            Dispose(true);
            disposed = true;
        }

        protected static void BeginContextRendering(ScriptableRenderContext context, List<Camera> cameras) =>
            RenderPipelineManager.BeginContextRendering(context, cameras);

        protected static void EndContextRendering(ScriptableRenderContext context, List<Camera> cameras) =>
            RenderPipelineManager.EndContextRendering(context, cameras);

        protected static void BeginCameraRendering(ScriptableRenderContext context, Camera camera) =>
            RenderPipelineManager.BeginCameraRendering(context, camera);

        protected static void EndCameraRendering(ScriptableRenderContext context, Camera camera) =>
            RenderPipelineManager.EndCameraRendering(context, camera);

        protected abstract void Render(ScriptableRenderContext context, Camera[] cameras);

        protected virtual void Render(ScriptableRenderContext context, List<Camera> cameras) => Render(context, cameras.ToArray());

        protected virtual void Dispose(bool disposing)
        {
        }
    }
}
