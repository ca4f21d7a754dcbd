using UnityEngine.Rendering.Universal;

namespace Saccade.Host.Universal
{
    /// <summary>The renderers that cameras are drawn with here: one that knows stacks, and one that doesn't.</summary>
    internal sealed class HostRenderer : ScriptableRenderer
    {
        private HostRenderer(params CameraRenderType[] types)
            : base(types)
        {
        }

        internal static HostRenderer WithStacks { get; } = new HostRenderer(CameraRenderType.Base, CameraRenderType.Overlay);

        internal static HostRenderer WithoutStacks { get; } = new HostRenderer();
    }
}
