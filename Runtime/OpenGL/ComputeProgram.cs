using System;
using Silk.NET.OpenGL;
using UnityEngine;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL
{
    /// <summary>Compiles the compute shaders that lie as text in Resources.</summary>
    internal static class ComputeProgram
    {
        /// <summary>Reads a shader's text. Main thread only.</summary>
        /// <param name="resource">Its path in Resources, without the last extension.</param>
        /// <exception cref="NotSupportedException">The program was built without it.</exception>
        public static string ReadSource(string resource)
        {
            TextAsset? asset = Resources.Load<TextAsset>(resource);
            return asset != null
                ? asset.text
                : throw new NotSupportedException(
                    $"OpenGL: the shader Resources/{resource}.txt is missing from this build. "
                    + "Add the folder Runtime/OpenGL/Resources of the package.");
        }

        /// <summary>Compiles and links a compute shader. Render thread only.</summary>
        /// <param name="gl">OpenGL's functions.</param>
        /// <param name="name">What to call it in messages.</param>
        /// <param name="source">The text, its first line the version.</param>
        /// <param name="define">A name to define in it, or null.</param>
        /// <exception cref="NotSupportedException">The driver refuses it; the message has the driver's words.</exception>
        public static uint Link(GLApi gl, string name, string source, string? define)
        {
            int firstLineEnd = source.IndexOf('\n') + 1;
            string text = define == null ? source : source.Insert(firstLineEnd, "#define " + define + "\n");
            uint shader = gl.CreateShader(ShaderType.ComputeShader);
            gl.ShaderSource(shader, text);
            gl.CompileShader(shader);
            gl.GetShader(shader, ShaderParameterName.CompileStatus, out int compiled);
            string log = compiled == 0 ? gl.GetShaderInfoLog(shader) : "";
            uint program = gl.CreateProgram();
            gl.AttachShader(program, shader);
            gl.LinkProgram(program);
            gl.DeleteShader(shader);
            gl.GetProgram(program, ProgramPropertyARB.LinkStatus, out int linked);
            if (linked != 0)
                return program;
            if (log.Length == 0)
                log = gl.GetProgramInfoLog(program);
            gl.DeleteProgram(program);
            throw new NotSupportedException($"OpenGL: the driver refuses the shader {name}: {log.Trim()}");
        }
    }
}
