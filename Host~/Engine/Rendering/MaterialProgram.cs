using System.Collections.Generic;
using Silk.NET.OpenGL;
using UnityEngine;
using GL = Silk.NET.OpenGL.GL;
using Shader = UnityEngine.Shader;

namespace Saccade.Host.Rendering
{
    /// <summary>
    /// A fragment shader of the game's own behind a vertex shader of the engine's. Its uniforms are the material's properties of the same
    /// name: float, vec4 and sampler2D; a texture that is not set is white, a vec4 that is not set is the global one.
    /// </summary>
    internal sealed class MaterialProgram
    {
        private static readonly int MainTexture = Shader.PropertyToID("_MainTex");

        private const string ViewName = "view";

        private readonly GL _gl;
        private readonly GpuProgram _program;
        private readonly Uniform[] _uniforms;
        private readonly GraphicsDevice _device;

        internal MaterialProgram(GraphicsDevice device, string vertexFile, string file, string text)
        {
            _gl = device.Gl;
            _device = device;
            _program = new GpuProgram(device, vertexFile, file, text);
            View = _program.Locate(ViewName);
            _uniforms = FindUniforms(file);
        }

        internal bool IsAlive => _program.IsAlive;

        internal uint Name => _program.Name;

        /// <summary>Location of the vertex shader's own uniform.</summary>
        internal int View { get; }

        internal void Release() => _program.Release();

        /// <summary>Makes it the current program, with the material's values and textures in place.</summary>
        internal void Use(Material material, GpuTexture? mainTexture, Canvas canvas)
        {
            _gl.UseProgram(Name);
            foreach (var uniform in _uniforms)
            {
                switch (uniform.Type)
                {
                    case UniformType.Float:
                        _gl.ProgramUniform1(Name, uniform.Location, material.GetFloat(uniform.Property));
                        break;
                    case UniformType.FloatVec4:
                        if (!material.TryGetVector(uniform.Property, out var value))
                        {
                            _device.GlobalVectors.TryGetValue(uniform.Property, out value);
                        }

                        _gl.ProgramUniform4(Name, uniform.Location, value.x, value.y, value.z, value.w);
                        break;
                    default:
                        var isMain = uniform.Property == MainTexture && mainTexture is not null;
                        canvas.Bind(uniform.Unit, isMain ? mainTexture! : Find(material, uniform.Property));
                        break;
                }
            }
        }

        private static GpuTexture Find(Material material, int property)
        {
            var texture = material.GetTexture(property);
            return (texture is null ? Texture2D.whiteTexture : texture).RequireGpu();
        }

        private Uniform[] FindUniforms(string file)
        {
            List<Uniform> found = [];
            uint units = 0;
            var count = _gl.GetProgram(Name, ProgramPropertyARB.ActiveUniforms);
            for (uint i = 0; i < count; i++)
            {
                var name = _gl.GetActiveUniform(Name, i, out var size, out var type);
                if (name == ViewName)
                {
                    continue;
                }

                if (size != 1 || type is not (UniformType.Float or UniformType.FloatVec4 or UniformType.Sampler2D))
                {
                    throw new HostException(
                        $"Shader {file}: uniform {name} is {type}[{size}]; materials give one float, vec4 or sampler2D each.");
                }

                var location = _program.Locate(name);
                uint unit = 0;
                if (type == UniformType.Sampler2D)
                {
                    unit = units++;
                    _gl.ProgramUniform1(Name, location, (int)unit);
                }

                found.Add(new Uniform(Shader.PropertyToID(name), location, type, unit));
            }

            return [.. found];
        }

        private readonly record struct Uniform(int Property, int Location, UniformType Type, uint Unit);
    }
}
