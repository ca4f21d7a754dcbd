using System;
using System.Globalization;
using Saccade.OpenGL.Contexts;
using Silk.NET.OpenGL;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL.Encoding
{
    /// <summary>The programs of the encode and how they read a texture: the same for every rule, size and model.</summary>
    internal sealed class EncodePrograms : IContextShare
    {
        /// <summary>Columns of a work group.</summary>
        public const int GroupWidth = 32;

        /// <summary>Rows of a work group.</summary>
        public const int GroupHeight = 2;

        /// <summary>Pixels that one invocation of the first pass makes.</summary>
        public const int FirstRun = 8;

        /// <summary>Pixels that one invocation of the second pass makes.</summary>
        public const int SecondRun = 4;

        private const int Axes = 2;

        private readonly uint[] _first = new uint[Axes];
        private readonly uint[] _second = new uint[Axes];
        private uint _levels;
        private uint _sampler;

        private EncodePrograms(GlContext context, string source)
        {
            try
            {
                _levels = Link(context, source, 0, 1, "#define LEVELS\n");
                for (int axis = 0; axis < Axes; axis++)
                {
                    _first[axis] = Link(context, source, axis, FirstRun, "#define FIRST_PASS\n");
                    _second[axis] = Link(context, source, axis, SecondRun, "");
                }

                _sampler = context.Objects.CreateSampler();
                context.Gl.SamplerParameter(_sampler, SamplerParameterI.MinFilter, (int)GLEnum.Nearest);
                context.Gl.SamplerParameter(_sampler, SamplerParameterI.MagFilter, (int)GLEnum.Nearest);
                Warm(context);
            }
            catch
            {
                Delete(context);
                throw;
            }
        }

        /// <summary>Reads texels without filter, whatever the texture itself says.</summary>
        public uint Sampler => _sampler;

        /// <summary>From colours to levels.</summary>
        public uint Levels => _levels;

        /// <summary>From levels to levels, resized along an axis: 0 for x, 1 for y.</summary>
        public uint First(int axis) => _first[axis];

        /// <summary>From levels to model input, resized along an axis: 0 for x, 1 for y.</summary>
        public uint Second(int axis) => _second[axis];

        /// <summary>Runs the program that is set over as many pixels, where each invocation makes a run across the axis.</summary>
        public static void Dispatch(GLApi gl, int width, int height, int axis, int run)
        {
            int groupWidth = GroupWidth * (axis == 1 ? run : 1);
            int groupHeight = GroupHeight * (axis == 0 ? run : 1);
            gl.DispatchCompute((uint)((width + groupWidth - 1) / groupWidth), (uint)((height + groupHeight - 1) / groupHeight), 1);
        }

        /// <summary>The programs on a context; compiled for the first who asks, and given back to the context.</summary>
        /// <exception cref="NotSupportedException">The driver refuses the shader; the message has the driver's words.</exception>
        public static EncodePrograms Acquire(GlContext context) => (EncodePrograms)context.AcquireShared(Compile);

        /// <summary>Deletes what was made.</summary>
        public void Delete(GlContext context)
        {
            for (int axis = 0; axis < Axes; axis++)
            {
                context.Objects.DeleteProgram(ref _first[axis]);
                context.Objects.DeleteProgram(ref _second[axis]);
            }

            context.Objects.DeleteProgram(ref _levels);
            context.Objects.DeleteSampler(ref _sampler);
        }

        // Drivers translate a program when it first runs. Here all run over no pixel, so that no frame waits for that.
        private void Warm(GlContext context)
        {
            GLApi gl = context.Gl;
            GlState before = GlState.Save(gl);
            uint buffer = context.Objects.CreateBuffer(new int[4]);
            uint integers = context.Objects.CreateBufferTexture(buffer, SizedInternalFormat.R32i);
            uint levels = context.Objects.CreateBufferTexture(buffer, SizedInternalFormat.R32ui);
            uint picture = context.Objects.CreateTexture(SizedInternalFormat.R32ui, 1, 1);
            uint colors = context.Objects.CreateTexture(SizedInternalFormat.Rgba16f, 1, 1);
            gl.ActiveTexture(TextureUnit.Texture0);
            gl.BindTexture(TextureTarget.Texture2D, colors);
            gl.BindSampler(0, _sampler);
            gl.ActiveTexture(TextureUnit.Texture1);
            gl.BindTexture(TextureTarget.TextureBuffer, integers);
            gl.ActiveTexture(TextureUnit.Texture2);
            gl.BindTexture(TextureTarget.TextureBuffer, levels);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 0, buffer);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, 1, buffer);
            gl.BindImageTexture(0, picture, 0, false, 0, BufferAccessARB.WriteOnly, InternalFormat.R32ui);
            Run(gl, _levels);
            gl.BindImageTexture(0, picture, 0, false, 0, BufferAccessARB.ReadOnly, InternalFormat.R32ui);
            for (int axis = 0; axis < Axes; axis++)
            {
                Run(gl, _first[axis]);
                Run(gl, _second[axis]);
            }

            before.Restore(gl);
            context.Objects.DeleteTexture(ref integers);
            context.Objects.DeleteTexture(ref levels);
            context.Objects.DeleteTexture(ref picture);
            context.Objects.DeleteTexture(ref colors);
            context.Objects.DeleteBuffer(ref buffer);
        }

        // A uniform that nobody has set is 0, the size too.
        private static void Run(GLApi gl, uint program)
        {
            gl.UseProgram(program);
            gl.DispatchCompute(1, 1, 1);
        }

        private static EncodePrograms Compile(GlContext context) => new EncodePrograms(context, EncodeShader.Text);

        private static uint Link(GlContext context, string source, int axis, int run, string pass)
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
            throw new NotSupportedException($"OpenGL: the driver refuses the shader {EncodeShader.Name}: {log.Trim()}");
        }
    }
}
