using Saccade.Host.Rendering;

namespace UnityEngine.Rendering.Universal
{
    /// <summary>Switches the engine to its scriptable pipeline as this package's would: the data of cameras are of its assembly.</summary>
    internal sealed class UniversalRenderPipelineAsset : HostPipelineAsset
    {
    }
}
