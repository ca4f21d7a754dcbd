#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using System.IO;
using Saccade.Host;
using Saccade.Host.Rendering;

namespace UnityEngine
{
    public sealed class ComputeShader : Object
    {
        private readonly ComputeKernel[] _kernels;
        private readonly Dictionary<int, ShaderValue> _values = new Dictionary<int, ShaderValue>();

        private ComputeShader(ComputeKernel[] kernels)
        {
            _kernels = kernels;
        }

        public int FindKernel(string name)
        {
            var index = Array.FindIndex(_kernels, kernel => kernel.Name == name);
            if (index < 0)
            {
                throw new ArgumentException(
                    $"Kernel '{name}' not found in compute shader '{this.name}'; it has "
                    + $"{string.Join(", ", Array.ConvertAll(_kernels, kernel => kernel.Name))}.",
                    nameof(name));
            }

            return index;
        }

        public bool HasKernel(string name) => Array.Exists(_kernels, kernel => kernel.Name == name);

        // Compiles it; what is wrong with its text is logged.
        public bool IsSupported(int kernelIndex)
        {
            if (!SystemInfo.supportsComputeShaders || !ComputeTools.AreAvailable)
            {
                return false;
            }

            try
            {
                Kernel(kernelIndex).RequireProgram();
                return true;
            }
            catch (HostException exception)
            {
                Debug.LogError(exception.Message, this);
                return false;
            }
        }

        internal void GetKernelThreadGroupSizes(int kernelIndex, out uint x, out uint y, out uint z) =>
            (x, y, z) = Kernel(kernelIndex).RequireProgram().GroupSize;

        internal void SetFloat(string name, float val) => SetFloat(Shader.PropertyToID(name), val);

        public void SetFloat(int nameID, float val) => Set(nameID, ShaderValue.From([BitConverter.SingleToInt32Bits(val)]));

        internal void SetInt(string name, int val) => SetInt(Shader.PropertyToID(name), val);

        public void SetInt(int nameID, int val) => Set(nameID, ShaderValue.From([val]));

        internal void SetInts(string name, params int[] values) => SetInts(Shader.PropertyToID(name), values);

        public void SetInts(int nameID, params int[] values) => Set(nameID, ShaderValue.From(values));

        internal void SetVector(string name, Vector4 val) => SetVector(Shader.PropertyToID(name), val);

        public void SetVector(int nameID, Vector4 val) => Set(nameID, ShaderValue.From(val));

        internal void SetTexture(int kernelIndex, string name, Texture texture) =>
            SetTexture(kernelIndex, Shader.PropertyToID(name), texture);

        public void SetTexture(int kernelIndex, int nameID, Texture texture)
        {
            ArgumentNullException.ThrowIfNull(texture);
            Kernel(kernelIndex).Textures[nameID] = texture;
        }

        internal void SetBuffer(int kernelIndex, string name, ComputeBuffer buffer) =>
            SetBuffer(kernelIndex, Shader.PropertyToID(name), buffer);

        public void SetBuffer(int kernelIndex, int nameID, ComputeBuffer buffer) => Kernel(kernelIndex).Buffers[nameID] = buffer;

        internal void Dispatch(int kernelIndex, int threadGroupsX, int threadGroupsY, int threadGroupsZ)
        {
            try
            {
                Run(kernelIndex, threadGroupsX, threadGroupsY, threadGroupsZ);
            }
            catch (Exception exception) when (exception is HostException or UnityException)
            {
                Debug.LogError(exception.Message, this);
            }
        }

        internal static ComputeShader Read(string path) =>
            new ComputeShader(ComputeKernel.Read(Path.GetFileName(path), File.ReadAllText(path)))
            {
                name = Path.GetFileNameWithoutExtension(path),
            };

        internal void Set(int nameId, ShaderValue value) => _values[nameId] = value;

        internal void Run(int kernelIndex, int groupsX, int groupsY, int groupsZ)
        {
            ThrowIfDestroyed();
            if (groupsX < 1 || groupsY < 1 || groupsZ < 1)
            {
                throw new UnityException(
                    $"Compute shader ({name}): {groupsX} x {groupsY} x {groupsZ} groups of threads given; each must be 1 or more.");
            }

            if (!SystemInfo.supportsComputeShaders)
            {
                throw new UnityException(
                    $"Compute shader ({name}): this device runs none. Ask SystemInfo.supportsComputeShaders before dispatching.");
            }

            Kernel(kernelIndex).Run(name, _values, (uint)groupsX, (uint)groupsY, (uint)groupsZ);
        }

        internal override void AfterDestroy()
        {
            foreach (var kernel in _kernels)
            {
                kernel.Release();
            }
        }

        private ComputeKernel Kernel(int index)
        {
            ThrowIfDestroyed();
            return (uint)index < (uint)_kernels.Length
                ? _kernels[index]
                : throw new ArgumentException($"Compute shader ({name}): kernel index ({index}) out of range; it has {_kernels.Length}.");
        }
    }
}
