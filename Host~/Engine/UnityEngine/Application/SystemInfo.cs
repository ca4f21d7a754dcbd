using Saccade.Host;
using Saccade.Host.Rendering;
using UnityEngine.Rendering;

namespace UnityEngine
{
    public sealed class SystemInfo
    {
        public static GraphicsDeviceType graphicsDeviceType =>
            GraphicsDevice.IsRunning ? GraphicsDeviceType.OpenGLCore : GraphicsDeviceType.Null;

        public static string graphicsDeviceName => GraphicsDevice.IsRunning ? GlInfo.Current.Renderer : "Null Device";

        public static bool graphicsUVStartsAtTop => false;

        public static bool supportsComputeShaders => GraphicsDevice.IsRunning && HostEngine.SupportsComputeShaders;

        public static bool supportsAsyncGPUReadback => GraphicsDevice.IsRunning && HostEngine.SupportsAsyncReadback;

        internal static int maxTextureSize => GraphicsDevice.IsRunning ? GraphicsDevice.Current.MaxTextureSize : 0;
    }
}
