using UnityEngine.Rendering;

namespace Saccade.Host.Rendering
{
    /// <summary>Switches the engine to <see cref="HostPipeline"/>.</summary>
    internal class HostPipelineAsset : RenderPipelineAsset
    {
        protected override RenderPipeline CreatePipeline() => new HostPipeline();
    }
}
