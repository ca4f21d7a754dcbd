#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Saccade.Host.Rendering;
using Unity.Collections;

namespace UnityEngine
{
    public sealed class ComputeBuffer : IDisposable
    {
        private const int LargestStride = 2048;

        private readonly GpuBuffer _gpu;
        private string _name = "";

        public ComputeBuffer(int count, int stride)
            : this(count, stride, ComputeBufferType.Default)
        {
        }

        public ComputeBuffer(int count, int stride, ComputeBufferType type)
        {
            if (count <= 0)
            {
                throw new ArgumentException($"ComputeBuffer: {count} elements given; expected 1 or more.", nameof(count));
            }

            if (stride is <= 0 or > LargestStride || stride % sizeof(int) != 0 || (type == ComputeBufferType.Raw && stride != sizeof(int)))
            {
                throw new ArgumentException(
                    $"ComputeBuffer: a stride of {stride} bytes given; expected a multiple of 4 up to {LargestStride}, of a raw buffer 4.",
                    nameof(stride));
            }

            this.count = count;
            this.stride = stride;
            _gpu = new GpuBuffer(GraphicsDevice.Current, checked(count * stride)) { Owner = this };
        }

        public int count { get; }

        public int stride { get; }

        internal string name
        {
            set => _name = value ?? "";
        }

        internal string Label => _name.Length > 0 ? $"'{_name}' of {count} x {stride} bytes" : $"of {count} x {stride} bytes";

        public void Dispose() => Release();

        public void Release() => _gpu.Release();

        internal bool IsValid() => _gpu.IsAlive;

        public void SetData(Array data) => SetData(data, 0, 0, data is null ? 0 : data.Length);

        public void SetData(Array data, int managedBufferStartIndex, int computeBufferStartIndex, int count)
        {
            ArgumentNullException.ThrowIfNull(data);
            Write(BytesOf(data, out var size), size, managedBufferStartIndex, computeBufferStartIndex, count);
        }

        internal void SetData<T>(List<T> data, int managedBufferStartIndex, int computeBufferStartIndex, int count)
            where T : struct
        {
            ArgumentNullException.ThrowIfNull(data);
            Write(Bytes(CollectionsMarshal.AsSpan(data)), Unsafe.SizeOf<T>(), managedBufferStartIndex, computeBufferStartIndex, count);
        }

        internal void SetData<T>(NativeArray<T> data, int nativeBufferStartIndex, int computeBufferStartIndex, int count)
            where T : struct =>
            Write(Bytes(data.AsSpan()), Unsafe.SizeOf<T>(), nativeBufferStartIndex, computeBufferStartIndex, count);

        internal void GetData(Array data) => GetData(data, 0, 0, data is null ? 0 : data.Length);

        public void GetData(Array data, int managedBufferStartIndex, int computeBufferStartIndex, int count)
        {
            ArgumentNullException.ThrowIfNull(data);
            var bytes = BytesOf(data, out var size);
            Range(bytes.Length, size, managedBufferStartIndex, computeBufferStartIndex, count);
            RequireGpu().Read(computeBufferStartIndex * size, bytes.Slice(managedBufferStartIndex * size, count * size));
        }

        internal GpuBuffer RequireGpu() =>
            _gpu.IsAlive ? _gpu : throw new UnityException($"The ComputeBuffer {Label} has been released.");

        private static Span<byte> BytesOf(Array data, out int size)
        {
            var element = data.GetType().GetElementType();
            if (data.Rank != 1 || !element.IsValueType)
            {
                throw new ArgumentException(
                    $"ComputeBuffer: an array of {element.Name} with {data.Rank} dimensions given; expected one of plain values with 1.");
            }

            size = Marshal.SizeOf(element);
            return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(data), data.Length * size);
        }

        private static Span<byte> Bytes<T>(Span<T> values)
            where T : struct => MemoryMarshal.AsBytes(values);

        private void Write(ReadOnlySpan<byte> bytes, int size, int from, int to, int length)
        {
            Range(bytes.Length, size, from, to, length);
            RequireGpu().Write(to * size, bytes.Slice(from * size, length * size));
        }

        private void Range(int bytes, int size, int from, int to, int length)
        {
            if (from < 0 || to < 0 || length < 0 || (from + length) * size > bytes || (to + length) * size > count * stride)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(length),
                    $"ComputeBuffer {Label}: elements {from} to {from + length} of {bytes / size} given for {to} to {to + length} of "
                    + $"{count * stride / size}.");
            }
        }
    }
}
