#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host;
using Saccade.Host.Rendering;
using Unity.Collections;

namespace UnityEngine.Rendering
{
    public static class AsyncGPUReadback
    {
        internal static AsyncGPUReadbackRequest Request(ComputeBuffer src, Action<AsyncGPUReadbackRequest> callback = null) =>
            Begin(src, null, callback);

        internal static AsyncGPUReadbackRequest Request(Texture src, int mipIndex = 0, Action<AsyncGPUReadbackRequest> callback = null) =>
            Request(src, mipIndex, FormatOf(src), callback);

        public static AsyncGPUReadbackRequest Request(
            Texture src, int mipIndex, TextureFormat dstFormat, Action<AsyncGPUReadbackRequest> callback = null) =>
            Begin(src, mipIndex, dstFormat, null, callback);

        internal static AsyncGPUReadbackRequest RequestIntoNativeArray<T>(
            ref NativeArray<T> output, ComputeBuffer src, Action<AsyncGPUReadbackRequest> callback = null)
            where T : struct => Begin(src, output.WritableLater, callback);

        public static void WaitAllRequests() => GraphicsDevice.Current.Readbacks.WaitForAll();

        internal static TextureFormat FormatOf(Texture src) => src is Texture2D texture ? texture.format : TextureFormat.RGBA32;

        internal static AsyncGPUReadbackRequest Begin(ComputeBuffer src, NativeStorage into, Action<AsyncGPUReadbackRequest> callback)
        {
            ArgumentNullException.ThrowIfNull(src);
            if (IsUnsupported())
            {
                return default;
            }

            var buffer = src.RequireGpu();
            return new AsyncGPUReadbackRequest(GraphicsDevice.Current.Readbacks.Begin(buffer, 0, buffer.Bytes, into, callback));
        }

        internal static AsyncGPUReadbackRequest Begin(
            Texture src, int mipIndex, TextureFormat dstFormat, NativeStorage into, Action<AsyncGPUReadbackRequest> callback)
        {
            ArgumentNullException.ThrowIfNull(src);
            src.ThrowIfDestroyed();
            // Only a Texture2D can have smaller levels here.
            var levels = src is Texture2D ? 1 + Math.ILogB(Math.Max(src.width, src.height)) : 1;
            if (mipIndex < 0 || mipIndex >= levels)
            {
                throw new ArgumentException(
                    $"AsyncGPUReadback.Request: mip level {mipIndex} of '{src.name}' ({src.width}x{src.height}); expected 0 to "
                        + $"{levels - 1}.",
                    nameof(mipIndex));
            }

            return IsUnsupported()
                ? default
                : new AsyncGPUReadbackRequest(
                    GraphicsDevice.Current.Readbacks.Begin(src, mipIndex, TextureLayout.Of(dstFormat), into, callback));
        }

        // The request that is given back then is done and has an error.
        private static bool IsUnsupported()
        {
            if (!SystemInfo.supportsAsyncGPUReadback)
            {
                Debug.LogError("AsyncGPUReadback: this device has none. Ask SystemInfo.supportsAsyncGPUReadback first.");
            }

            return !SystemInfo.supportsAsyncGPUReadback;
        }
    }
}
