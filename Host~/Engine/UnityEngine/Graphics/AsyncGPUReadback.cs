#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host;
using Saccade.Host.Rendering;

namespace UnityEngine.Rendering
{
    public static class AsyncGPUReadback
    {
        public static AsyncGPUReadbackRequest Request(Texture src, int mipIndex = 0, Action<AsyncGPUReadbackRequest> callback = null) =>
            Request(src, mipIndex, src is Texture2D texture ? texture.format : TextureFormat.RGBA32, callback);

        public static AsyncGPUReadbackRequest Request(
            Texture src, int mipIndex, TextureFormat dstFormat, Action<AsyncGPUReadbackRequest> callback = null)
        {
            MainThread.Demand("AsyncGPUReadback.Request");
            ArgumentNullException.ThrowIfNull(src);
            src.ThrowIfDestroyed();
            // Only a Texture2D can have smaller levels here.
            int levels = src is Texture2D ? 1 + Math.ILogB(Math.Max(src.width, src.height)) : 1;
            if (mipIndex < 0 || mipIndex >= levels)
            {
                throw new ArgumentException(
                    $"AsyncGPUReadback.Request: mip level {mipIndex} of '{src.name}' ({src.width}x{src.height}); expected 0 to {levels - 1}.",
                    nameof(mipIndex));
            }

            TextureReadback readback = TextureReadback.Begin(src, mipIndex, TextureLayout.Of(dstFormat), callback);
            GraphicsDevice.Current.Readbacks.Add(readback);
            return new AsyncGPUReadbackRequest(readback);
        }

        public static void WaitAllRequests()
        {
            MainThread.Demand("AsyncGPUReadback.WaitAllRequests");
            GraphicsDevice.Current.Readbacks.WaitForAll();
        }
    }
}
