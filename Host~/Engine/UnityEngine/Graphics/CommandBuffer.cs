#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using Saccade.Host;
using Saccade.Host.Rendering;
using Unity.Collections;
using Unity.Profiling;

namespace UnityEngine.Rendering
{
    public class CommandBuffer : IDisposable
    {
        private bool _isReleased;

        public string name { get; set; } = "";

        // Cleared and filled again it allocates nothing once it has been as long before.
        internal List<RenderCommand> Commands { get; } = [];

        public void Clear() => Commands.Clear();

        public void Release() => Dispose();

        public void Dispose()
        {
            Clear();
            _isReleased = true;
            GC.SuppressFinalize(this);
        }

        public void IssuePluginEvent(IntPtr callback, int eventID)
        {
            if (callback == IntPtr.Zero)
            {
                throw new ArgumentException("CommandBuffer.IssuePluginEvent: the callback is null.", nameof(callback));
            }

            Add(new RenderCommand { Kind = RenderCommandKind.PluginEvent, Plugin = callback, Index = eventID });
        }

        internal void Blit(Texture source, RenderTargetIdentifier dest) => Blit(new RenderTargetIdentifier(source), dest);

        internal void Blit(Texture source, RenderTargetIdentifier dest, Vector2 scale, Vector2 offset) =>
            Blit(new RenderTargetIdentifier(source), dest, scale, offset);

        public void Blit(Texture source, RenderTargetIdentifier dest, Material mat) => Blit(source, dest, mat, -1);

        public void Blit(Texture source, RenderTargetIdentifier dest, Material mat, int pass) =>
            Blit(new RenderTargetIdentifier(source), dest, mat, pass);

        public void Blit(RenderTargetIdentifier source, RenderTargetIdentifier dest) => Blit(source, dest, Vector2.one, Vector2.zero);

        public void Blit(RenderTargetIdentifier source, RenderTargetIdentifier dest, Vector2 scale, Vector2 offset) => Add(new RenderCommand
        {
            Kind = RenderCommandKind.Blit,
            Source = source,
            Destination = dest,
            Area = new Vector4(scale.x, scale.y, offset.x, offset.y),
        });

        public void Blit(RenderTargetIdentifier source, RenderTargetIdentifier dest, Material mat, int pass) => Add(new RenderCommand
        {
            Kind = RenderCommandKind.Blit,
            Source = source,
            Destination = dest,
            Material = NotNull(mat, nameof(mat)),
            Index = pass,
        });

        public void SetRenderTarget(RenderTargetIdentifier rt) =>
            Add(new RenderCommand { Kind = RenderCommandKind.SetRenderTarget, Destination = rt });

        public void ClearRenderTarget(bool clearDepth, bool clearColor, Color backgroundColor) => Add(new RenderCommand
        {
            Kind = RenderCommandKind.Clear,
            Clears = (clearDepth, clearColor),
            Area = backgroundColor,
        });

        public void SetViewProjectionMatrices(Matrix4x4 view, Matrix4x4 proj) =>
            Add(new RenderCommand { Kind = RenderCommandKind.SetMatrices, ToClip = proj * view });

        public void SetGlobalVector(int nameID, Vector4 value) =>
            Add(new RenderCommand { Kind = RenderCommandKind.SetGlobalVector, NameId = nameID, Area = value });

        public void DrawRenderer(Renderer renderer, Material material, int submeshIndex, int shaderPass)
        {
            if (submeshIndex < 0)
            {
                submeshIndex = 0;
                Debug.LogWarning("submeshIndex out of range. Clampped to 0.");
            }

            Add(new RenderCommand
            {
                Kind = RenderCommandKind.DrawRenderer,
                Renderer = NotNull(renderer, nameof(renderer)),
                Material = NotNull(material, nameof(material)),
                Index = shaderPass,
                Submesh = submeshIndex,
            });
        }

        internal void SetComputeTextureParam(ComputeShader computeShader, int kernelIndex, string name, RenderTargetIdentifier rt) =>
            SetComputeTextureParam(computeShader, kernelIndex, Shader.PropertyToID(name), rt);

        public void SetComputeTextureParam(ComputeShader computeShader, int kernelIndex, int nameID, RenderTargetIdentifier rt) =>
            Add(new RenderCommand
            {
                Kind = RenderCommandKind.SetComputeTexture,
                Shader = NotNull(computeShader, nameof(computeShader)),
                Index = kernelIndex,
                NameId = nameID,
                Source = rt,
            });

        public void SetComputeBufferParam(ComputeShader computeShader, int kernelIndex, int nameID, ComputeBuffer buffer) =>
            Add(new RenderCommand
            {
                Kind = RenderCommandKind.SetComputeBuffer,
                Shader = NotNull(computeShader, nameof(computeShader)),
                Index = kernelIndex,
                NameId = nameID,
                Buffer = buffer,
            });

        internal void SetComputeFloatParam(ComputeShader computeShader, int nameID, float val) =>
            SetComputeValue(computeShader, nameID, ShaderValue.From([BitConverter.SingleToInt32Bits(val)]));

        public void SetComputeIntParam(ComputeShader computeShader, int nameID, int val) =>
            SetComputeValue(computeShader, nameID, ShaderValue.From([val]));

        public void SetComputeIntParams(ComputeShader computeShader, int nameID, params int[] values) =>
            SetComputeValue(computeShader, nameID, ShaderValue.From(values));

        public void DispatchCompute(
            ComputeShader computeShader, int kernelIndex, int threadGroupsX, int threadGroupsY, int threadGroupsZ) =>
            Add(new RenderCommand
            {
                Kind = RenderCommandKind.DispatchCompute,
                Shader = NotNull(computeShader, nameof(computeShader)),
                Index = kernelIndex,
                Groups = (threadGroupsX, threadGroupsY, threadGroupsZ),
            });

        [Conditional("ENABLE_PROFILER")]
        public void BeginSample(ProfilerMarker marker) =>
            Add(new RenderCommand { Kind = RenderCommandKind.BeginSample, Plugin = marker.Handle });

        [Conditional("ENABLE_PROFILER")]
        public void EndSample(ProfilerMarker marker) =>
            Add(new RenderCommand { Kind = RenderCommandKind.EndSample, Plugin = marker.Handle });

        internal void RequestAsyncReadback(ComputeBuffer src, Action<AsyncGPUReadbackRequest> callback) => Read(src, null, callback);

        public void RequestAsyncReadbackIntoNativeArray<T>(
            ref NativeArray<T> output, ComputeBuffer src, Action<AsyncGPUReadbackRequest> callback)
            where T : struct => Read(src, output.WritableLater, callback);

        public void RequestAsyncReadbackIntoNativeArray<T>(
            ref NativeArray<T> output, Texture src, int mipIndex, TextureFormat dstFormat, Action<AsyncGPUReadbackRequest> callback)
            where T : struct => Read(src, mipIndex, dstFormat, output.WritableLater, callback);

        private static T NotNull<T>(T value, string parameter)
            where T : Object =>
            value != null ? value : throw new ArgumentNullException(parameter, $"CommandBuffer: {parameter} is null or destroyed.");

        private void SetComputeValue(ComputeShader shader, int nameId, ShaderValue value) => Add(new RenderCommand
        {
            Kind = RenderCommandKind.SetComputeValue,
            Shader = NotNull(shader, "computeShader"),
            NameId = nameId,
            Value = value,
        });

        private void Read(ComputeBuffer source, NativeStorage into, Action<AsyncGPUReadbackRequest> callback)
        {
            ArgumentNullException.ThrowIfNull(source);
            Add(new RenderCommand
            {
                Kind = RenderCommandKind.ReadBuffer,
                Buffer = source,
                Into = into,
                IntoVersion = into?.Version ?? 0,
                Callback = callback,
            });
        }

        private void Read(
            Texture source, int level, TextureFormat format, NativeStorage into, Action<AsyncGPUReadbackRequest> callback) =>
            Add(new RenderCommand
            {
                Kind = RenderCommandKind.ReadTexture,
                Source = new RenderTargetIdentifier(NotNull(source, "src")),
                Index = level,
                Format = format,
                Into = into,
                IntoVersion = into?.Version ?? 0,
                Callback = callback,
            });

        private void Add(in RenderCommand command)
        {
            ObjectDisposedException.ThrowIf(_isReleased, this);
            Commands.Add(command);
        }
    }
}
