#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using Saccade.Host.Rendering;
using Unity.Collections;

namespace UnityEngine.Rendering
{
    public struct AsyncGPUReadbackRequest
    {
        private readonly GpuReadback _readback;
        private readonly int _version;

        internal AsyncGPUReadbackRequest(GpuReadback readback)
        {
            _readback = readback;
            _version = readback.Version;
        }

        public bool done => Current is not GpuReadback current || current.IsDone;

        // As in Unity a request has an error too when its time is over, a frame after it was answered.
        public bool hasError => Current is not GpuReadback current || current.HasError;

        internal int width => Current?.Width ?? 0;

        internal int layerDataSize => Current?.Bytes ?? 0;

        private readonly GpuReadback Current => _readback is not null && _readback.Version == _version ? _readback : null;

        public void Update() => Current?.TryEnd();

        internal void WaitForCompletion() => Current?.Wait();

        public NativeArray<T> GetData<T>(int layer = 0)
            where T : struct
        {
            if (!done || hasError)
            {
                throw new InvalidOperationException(
                    "Cannot access the data as it is not available: the request is not done, has failed, or was done a frame ago.");
            }

            if (layer != 0)
            {
                throw new ArgumentException($"GetData: layer {layer} asked for; this request has 1.", nameof(layer));
            }

            return new NativeArray<T>(Current.Data);
        }
    }
}
