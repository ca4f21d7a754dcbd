#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.

namespace UnityEngine.Rendering
{
    public sealed class GraphicsSettings : Object
    {
        private GraphicsSettings()
        {
        }

        public static RenderPipelineAsset defaultRenderPipeline { get; set; }

        public static RenderPipelineAsset currentRenderPipeline => defaultRenderPipeline == null ? null : defaultRenderPipeline;
    }
}
