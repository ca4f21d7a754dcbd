#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host;
using Saccade.Host.Rendering;
using Unity.Collections;

namespace UnityEngine.Rendering
{
    public struct AsyncGPUReadbackRequest
    {
        private readonly TextureReadback _readback;

        internal AsyncGPUReadbackRequest(TextureReadback readback)
        {
            _readback = readback;
        }

        public bool done => _readback is null || _readback.IsDone;

        public bool hasError => _readback is null || _readback.HasError;

        public int width => _readback?.Width ?? 0;

        public int height => _readback?.Height ?? 0;

        public int depth => _readback is null ? 0 : 1;

        public int layerCount => depth;

        public int layerDataSize => _readback?.Bytes ?? 0;

        public void Update()
        {
            MainThread.Demand("AsyncGPUReadbackRequest.Update");
            _readback?.TryEnd();
        }

        public void WaitForCompletion()
        {
            MainThread.Demand("AsyncGPUReadbackRequest.WaitForCompletion");
            _readback?.Wait();
        }

        public NativeArray<T> GetData<T>(int layer = 0)
            where T : struct
        {
            byte[] pixels = _readback?.Pixels;
            if (pixels is null)
            {
                throw new InvalidOperationException(
                    "Cannot access the data as it is not available: the request is not done, has failed, or was done a frame ago.");
            }

            if (layer != 0)
            {
                throw new ArgumentException($"GetData: layer {layer} asked for; this request has 1.", nameof(layer));
            }

            return new NativeArray<T>(pixels);
        }
    }
}
