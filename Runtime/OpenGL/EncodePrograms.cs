using System;
using System.Globalization;
using Silk.NET.OpenGL;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL
{
    /// <summary>The programs of the encode and how they read a texture: the same for every rule, size and model.</summary>
    internal sealed class EncodePrograms
    {
        /// <summary>The shader's name in messages and in the build.</summary>
        public const string Shader = "Saccade/Encode.glsl";

        /// <summary>Columns of a work group.</summary>
        public const int GroupWidth = 32;

        /// <summary>Rows of a work group.</summary>
        public const int GroupHeight = 2;

        /// <summary>Pixels that one invocation of the first pass makes.</summary>
        public const int FirstRun = 8;

        /// <summary>Pixels that one invocation of the second pass makes.</summary>
        public const int SecondRun = 4;

        private const int Axes = 2;

        private readonly uint[] _levels = new uint[Axes];
        private readonly uint[] _colors = new uint[Axes];
        private readonly uint[] _second = new uint[Axes];
        private uint _sampler;

        /// <summary>Compiles them.</summary>
        /// <exception cref="NotSupportedException">The driver refuses the shader; the message has the driver's words.</exception>
        public EncodePrograms(RenderContext context, string source)
        {
            try
            {
                for (int axis = 0; axis < Axes; axis++)
                {
                    _levels[axis] = Link(context, source, axis, FirstRun, "#define FIRST_PASS\n#define LEVELS\n");
                    _colors[axis] = Link(context, source, axis, FirstRun, "#define FIRST_PASS\n");
                    _second[axis] = Link(context, source, axis, SecondRun, "");
                }

                _sampler = context.Objects.CreateSampler();
                context.Gl.SamplerParameter(_sampler, SamplerParameterI.MinFilter, (int)GLEnum.Nearest);
                context.Gl.SamplerParameter(_sampler, SamplerParameterI.MagFilter, (int)GLEnum.Nearest);
            }
            catch
            {
                Delete(context);
                throw;
            }
        }

        /// <summary>Reads texels without filter, whatever the texture itself says.</summary>
        public uint Sampler => _sampler;

        /// <summary>From a texture to levels, resized along an axis: 0 for x, 1 for y.</summary>
        public uint First(bool readsLevels, int axis) => (readsLevels ? _levels : _colors)[axis];

        /// <summary>From levels to model input, resized along an axis: 0 for x, 1 for y.</summary>
        public uint Second(int axis) => _second[axis];

        /// <summary>Deletes what was made.</summary>
        public void Delete(RenderContext context)
        {
            for (int axis = 0; axis < Axes; axis++)
            {
                context.Objects.DeleteProgram(ref _levels[axis]);
                context.Objects.DeleteProgram(ref _colors[axis]);
                context.Objects.DeleteProgram(ref _second[axis]);
            }

            context.Objects.DeleteSampler(ref _sampler);
        }

        private static uint Link(RenderContext context, string source, int axis, int run, string pass)
        {
            GLApi gl = context.Gl;
            string defines = string.Format(
                CultureInfo.InvariantCulture,
                "#define AXIS {0}\n#define RUN {1}\n#define GROUP_X {2}\n#define GROUP_Y {3}\n{4}",
                axis, run, GroupWidth, GroupHeight, pass);
            uint shader = gl.CreateShader(ShaderType.ComputeShader);
            gl.ShaderSource(shader, source.Insert(source.IndexOf('\n') + 1, defines));
            gl.CompileShader(shader);
            gl.GetShader(shader, ShaderParameterName.CompileStatus, out int compiled);
            string log = compiled == 0 ? gl.GetShaderInfoLog(shader) : "";
            uint program = context.Objects.CreateProgram();
            gl.AttachShader(program, shader);
            gl.LinkProgram(program);
            gl.DeleteShader(shader);
            gl.GetProgram(program, ProgramPropertyARB.LinkStatus, out int linked);
            if (linked != 0)
                return program;
            if (log.Length == 0)
                log = gl.GetProgramInfoLog(program);
            context.Objects.DeleteProgram(ref program);
            throw new NotSupportedException($"OpenGL: the driver refuses the shader {Shader}: {log.Trim()}");
        }
    }
}
