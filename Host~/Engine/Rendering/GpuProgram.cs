using System;
using System.IO;
using System.Text;
using Silk.NET.OpenGL;

namespace Saccade.Host.Rendering
{
    /// <summary>A vertex and a fragment shader, linked.</summary>
    internal sealed class GpuProgram : GpuObject
    {
        internal GpuProgram(GraphicsDevice device, string vertexFile, string fragmentFile, params ReadOnlySpan<string> defines)
            : this(device, vertexFile, fragmentFile, Read(fragmentFile), defines)
        {
        }

        /// <summary>Takes the vertex shader from the embedded sources and the fragment shader from a text.</summary>
        /// <exception cref="HostException">One doesn't compile, or they don't link; the driver's message names the line.</exception>
        internal GpuProgram(
            GraphicsDevice device, string vertexFile, string fragmentFile, string fragmentText, params ReadOnlySpan<string> defines)
            : base(device)
        {
            Name = device.Names.CreateProgram();
            var vertex = Compile(ShaderType.VertexShader, vertexFile, Read(vertexFile), defines);
            var fragment = Compile(ShaderType.FragmentShader, fragmentFile, fragmentText, defines);
            Gl.AttachShader(Name, vertex);
            Gl.AttachShader(Name, fragment);
            Gl.LinkProgram(Name);
            Gl.DeleteShader(vertex);
            Gl.DeleteShader(fragment);
            if (Gl.GetProgram(Name, ProgramPropertyARB.LinkStatus) == 0)
            {
                throw new HostException($"Shaders {vertexFile} and {fragmentFile} don't link: {Gl.GetProgramInfoLog(Name)}");
            }
        }

        internal uint Name { get; }

        internal int Locate(string uniform) => Gl.GetUniformLocation(Name, uniform);

        private protected override void Delete() => Device.Names.DeleteProgram(Name);

        private static string Read(string file)
        {
            using var stream = typeof(GpuProgram).Assembly.GetManifestResourceStream("Shaders/" + file);
            using var reader = new StreamReader(
                stream ?? throw new HostException($"Shader {file} is not in the engine's assembly."));
            return reader.ReadToEnd();
        }

        private uint Compile(ShaderType type, string file, string text, ReadOnlySpan<string> defines)
        {
            var source = new StringBuilder("#version 450 core\n");
            foreach (var define in defines)
            {
                source.Append("#define ").Append(define).Append('\n');
            }

            source.Append("#line 1\n").Append(text);
            var shader = Gl.CreateShader(type);
            Gl.ShaderSource(shader, source.ToString());
            Gl.CompileShader(shader);
            if (Gl.GetShader(shader, ShaderParameterName.CompileStatus) == 0)
            {
                var log = Gl.GetShaderInfoLog(shader);
                Gl.DeleteShader(shader);
                throw new HostException($"Shader {file} doesn't compile: {log}");
            }

            return shader;
        }
    }
}
