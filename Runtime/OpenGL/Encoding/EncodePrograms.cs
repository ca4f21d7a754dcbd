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
        private static readonly int[] FirstKernels = { EncodeShader.FirstColumnsKernel, EncodeShader.FirstRowsKernel };
        private static readonly int[] SecondKernels = { EncodeShader.SecondColumnsKernel, EncodeShader.SecondRowsKernel };

        private readonly uint[] _first = new uint[FirstKernels.Length];
        private readonly uint[] _second = new uint[SecondKernels.Length];
        private uint _levels;
        private uint _sampler;

        private EncodePrograms(GlContext context)
        {
            try
            {
                _levels = Link(context, EncodeShader.LevelsKernel);
                for (var axis = 0; axis < _first.Length; axis++)
                {
                    _first[axis] = Link(context, FirstKernels[axis]);
                    _second[axis] = Link(context, SecondKernels[axis]);
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
            var groupWidth = EncodeShader.GroupX * (axis == 1 ? run : 1);
            var groupHeight = EncodeShader.GroupY * (axis == 0 ? run : 1);
            gl.DispatchCompute((uint)((width + groupWidth - 1) / groupWidth), (uint)((height + groupHeight - 1) / groupHeight), 1);
        }

        /// <summary>The programs on a context; compiled for the first who asks, and given back to the context.</summary>
        /// <exception cref="NotSupportedException">The driver refuses the shader; the message has the driver's words.</exception>
        public static EncodePrograms Acquire(GlContext context) => (EncodePrograms)context.AcquireShared(Compile);

        /// <summary>Deletes what was made.</summary>
        public void Delete(GlContext context)
        {
            for (var axis = 0; axis < _first.Length; axis++)
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
            var gl = context.Gl;
            var before = GlState.Save(gl);
            var buffer = context.Objects.CreateBuffer(new int[4]);
            var integers = context.Objects.CreateBufferTexture(buffer, SizedInternalFormat.R32i);
            var levels = context.Objects.CreateBufferTexture(buffer, SizedInternalFormat.R32ui);
            var picture = context.Objects.CreateTexture(SizedInternalFormat.R32ui, 1, 1);
            var colors = context.Objects.CreateTexture(SizedInternalFormat.Rgba16f, 1, 1);
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.ColorsUnit);
            gl.BindTexture(TextureTarget.Texture2D, colors);
            gl.BindSampler(EncodeShader.ColorsUnit, _sampler);
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.TablesUnit);
            gl.BindTexture(TextureTarget.TextureBuffer, integers);
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.BetweenUnit);
            gl.BindTexture(TextureTarget.TextureBuffer, levels);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, EncodeShader.BetweenOutBuffer, buffer);
            gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, EncodeShader.ResultBuffer, buffer);
            gl.BindImageTexture(EncodeShader.PictureImage, picture, 0, false, 0, BufferAccessARB.WriteOnly, InternalFormat.R32ui);
            Run(gl, _levels);
            gl.BindImageTexture(EncodeShader.PictureImage, picture, 0, false, 0, BufferAccessARB.ReadOnly, InternalFormat.R32ui);
            for (var axis = 0; axis < _first.Length; axis++)
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

        private static EncodePrograms Compile(GlContext context) => new EncodePrograms(context);

        private static uint Link(GlContext context, int kernel)
        {
            var gl = context.Gl;
            var choice = string.Format(CultureInfo.InvariantCulture, "#define KERNEL {0}\n", kernel);
            var shader = gl.CreateShader(ShaderType.ComputeShader);
            gl.ShaderSource(shader, EncodeShader.Text.Insert(EncodeShader.Text.IndexOf('\n') + 1, choice));
            gl.CompileShader(shader);
            gl.GetShader(shader, ShaderParameterName.CompileStatus, out var compiled);
            var log = compiled == 0 ? gl.GetShaderInfoLog(shader) : "";
            var program = context.Objects.CreateProgram();
            gl.AttachShader(program, shader);
            gl.LinkProgram(program);
            gl.DeleteShader(shader);
            gl.GetProgram(program, ProgramPropertyARB.LinkStatus, out var linked);
            if (linked != 0)
            {
                return program;
            }

            if (log.Length == 0)
            {
                log = gl.GetProgramInfoLog(program);
            }

            context.Objects.DeleteProgram(ref program);
            throw new NotSupportedException($"OpenGL: the driver refuses the shader {EncodeShader.Name}: {log.Trim()}");
        }
    }
}
