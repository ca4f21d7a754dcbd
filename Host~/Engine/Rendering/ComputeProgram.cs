using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Silk.NET.OpenGL;
using Shader = UnityEngine.Shader;

namespace Saccade.Host.Rendering
{
    /// <summary>A compiled kernel. Where its parameters lie is asked of the driver, not read from the text.</summary>
    internal sealed class ComputeProgram : GpuObject
    {
        // What spirv-cross calls a texture that is only fetched from.
        private const string TexturePrefix = "SPIRV_Cross_Combined";
        private const string TextureSuffix = "SPIRV_Cross_DummySampler";

        private readonly string _label;
        private readonly List<Parameter> _parameters = [];
        private readonly byte[][] _blocks;
        private readonly uint[] _blockBuffers;

        /// <exception cref="HostException">The driver refuses it, or it has parameters that this engine can't set.</exception>
        internal ComputeProgram(GraphicsDevice device, string label, string glsl)
            : base(device)
        {
            _label = label;
            Name = device.Names.CreateProgram();
            Link(glsl);
            Span<int> size = stackalloc int[3];
            Gl.GetProgram(Name, GLEnum.ComputeWorkGroupSize, size);
            GroupSize = ((uint)size[0], (uint)size[1], (uint)size[2]);
            _blocks = new byte[Count(ProgramInterface.UniformBlock)][];
            _blockBuffers = new uint[_blocks.Length];
            for (uint i = 0; i < _blocks.Length; i++)
            {
                _blocks[i] = new byte[Get(ProgramInterface.UniformBlock, i, ProgramResourceProperty.BufferDataSize)];
                _blockBuffers[i] = device.Names.CreateBuffer();
                Gl.NamedBufferData<byte>(_blockBuffers[i], _blocks[i], BufferUsageARB.DynamicDraw);
                Gl.UniformBlockBinding(Name, i, i);
            }

            FindBuffers();
            FindUniforms();
        }

        internal uint Name { get; }

        internal (uint X, uint Y, uint Z) GroupSize { get; }

        internal List<Resource> Textures { get; } = [];

        internal List<Resource> Buffers { get; } = [];

        internal void Run(ComputeKernel kernel, Dictionary<int, ShaderValue> values, uint groupsX, uint groupsY, uint groupsZ)
        {
            // What was gathered may be for a texture that is read now.
            Device.Canvas.Flush();
            Gl.UseProgram(Name);
            foreach (var texture in Textures)
            {
                Gl.BindTextureUnit(texture.Slot, kernel.Textures[texture.NameId].RequireGpu().Name);
                Gl.BindSampler(texture.Slot, 0);
            }

            foreach (var buffer in Buffers)
            {
                Gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, buffer.Slot, kernel.Buffers[buffer.NameId]!.RequireGpu().Name);
            }

            foreach (var parameter in _parameters)
            {
                // What was never set is 0.
                values.TryGetValue(parameter.NameId, out var value);
                ReadOnlySpan<int> components = value;
                MemoryMarshal.AsBytes(components[..parameter.Components]).CopyTo(_blocks[parameter.Block].AsSpan(parameter.Offset));
            }

            for (uint i = 0; i < _blocks.Length; i++)
            {
                Gl.NamedBufferSubData<byte>(_blockBuffers[i], 0, _blocks[i]);
                Gl.BindBufferBase(BufferTargetARB.UniformBuffer, i, _blockBuffers[i]);
            }

            Gl.DispatchCompute(groupsX, groupsY, groupsZ);
            Gl.MemoryBarrier(MemoryBarrierMask.AllBarrierBits);
            Device.Reset();
        }

        private protected override void Delete()
        {
            Device.Names.DeleteProgram(Name);
            foreach (var buffer in _blockBuffers ?? [])
            {
                Device.Names.DeleteBuffer(buffer);
            }
        }

        private static int Components(UniformType type) => type switch
        {
            UniformType.Float or UniformType.Int or UniformType.UnsignedInt => 1,
            UniformType.FloatVec2 or UniformType.IntVec2 or UniformType.UnsignedIntVec2 => 2,
            UniformType.FloatVec3 or UniformType.IntVec3 or UniformType.UnsignedIntVec3 => 3,
            UniformType.FloatVec4 or UniformType.IntVec4 or UniformType.UnsignedIntVec4 => 4,
            _ => 0,
        };

        private void Link(string glsl)
        {
            var shader = Gl.CreateShader(ShaderType.ComputeShader);
            Gl.ShaderSource(shader, glsl);
            Gl.CompileShader(shader);
            var log = Gl.GetShaderInfoLog(shader);
            var compiles = Gl.GetShader(shader, ShaderParameterName.CompileStatus) != 0;
            Gl.AttachShader(Name, shader);
            Gl.LinkProgram(Name);
            Gl.DeleteShader(shader);
            if (!compiles || Gl.GetProgram(Name, ProgramPropertyARB.LinkStatus) == 0)
            {
                Release();
                throw new HostException(
                    $"Compute shader {_label}: the driver refuses the translated text: {(compiles ? Gl.GetProgramInfoLog(Name) : log)}");
            }
        }

        private void FindBuffers()
        {
            var count = Count(ProgramInterface.ShaderStorageBlock);
            for (uint i = 0; i < count; i++)
            {
                Gl.ShaderStorageBlockBinding(Name, i, i);
                Buffers.Add(new Resource(NameOf(ProgramInterface.ShaderStorageBlock, i), i));
            }
        }

        private void FindUniforms()
        {
            var count = Count(ProgramInterface.Uniform);
            for (uint i = 0; i < count; i++)
            {
                var name = NameOf(ProgramInterface.Uniform, i);
                var type = (UniformType)Get(ProgramInterface.Uniform, i, ProgramResourceProperty.Type);
                var block = Get(ProgramInterface.Uniform, i, ProgramResourceProperty.BlockIndex);
                if (block >= 0)
                {
                    AddParameter(name, type, block, i);
                }
                else if (type == UniformType.Sampler2D
                    && name.StartsWith(TexturePrefix, StringComparison.Ordinal)
                    && name.EndsWith(TextureSuffix, StringComparison.Ordinal))
                {
                    var unit = (uint)Textures.Count;
                    Gl.ProgramUniform1(Name, Get(ProgramInterface.Uniform, i, ProgramResourceProperty.Location), (int)unit);
                    Textures.Add(new Resource(name[TexturePrefix.Length..^TextureSuffix.Length], unit));
                }
                else
                {
                    Release();
                    throw new HostException(
                        $"Compute shader {_label}: {name} is a {(GLEnum)type}; this engine takes Texture2D<float4> that is read with "
                        + "Load, and structured or byte address buffers.");
                }
            }
        }

        private void AddParameter(string name, UniformType type, int block, uint index)
        {
            var components = Components(type);
            if (components == 0 || Get(ProgramInterface.Uniform, index, ProgramResourceProperty.ArraySize) > 1 || name.EndsWith(']'))
            {
                Release();
                throw new HostException(
                    $"Compute shader {_label}: parameter {name} is a {type}; this engine sets single scalars and vectors of 32 bits "
                    + "a component.");
            }

            // The name of the block comes first.
            var ownName = name[(name.LastIndexOf('.') + 1)..];
            var offset = Get(ProgramInterface.Uniform, index, ProgramResourceProperty.Offset);
            _parameters.Add(new Parameter(Shader.PropertyToID(ownName), block, offset, components));
        }

        private uint Count(ProgramInterface kind)
        {
            Gl.GetProgramInterface(Name, kind, ProgramInterfacePName.ActiveResources, out var count);
            return (uint)count;
        }

        private unsafe int Get(ProgramInterface kind, uint index, ProgramResourceProperty property)
        {
            var value = 0;
            Gl.GetProgramResource(Name, kind, index, 1, &property, 1, null, &value);
            return value;
        }

        private string NameOf(ProgramInterface kind, uint index)
        {
            const uint Longest = 256;
            Gl.GetProgramResourceName(Name, kind, index, Longest, out var _, out string name);
            return name;
        }

        /// <summary>A texture or buffer that the kernel uses, and its unit or binding.</summary>
        internal sealed class Resource(string name, uint slot)
        {
            internal string Name { get; } = name;

            internal int NameId { get; } = Shader.PropertyToID(name);

            internal uint Slot { get; } = slot;
        }

        private readonly record struct Parameter(int NameId, int Block, int Offset, int Components);
    }
}
