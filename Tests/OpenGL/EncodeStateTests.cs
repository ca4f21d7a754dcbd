using System;
using System.Collections.Generic;
using NUnit.Framework;
using Saccade.Capture;
using Saccade.Preprocessing;
using Silk.NET.OpenGL;

namespace Saccade.OpenGL.Tests
{
    /// <summary>The context belongs to somebody else: whatever they had set is there again after an encode.</summary>
    [NonParallelizable]
    internal sealed class EncodeStateTests
    {
        private const uint Units = 4;
        private const uint Buffers = 4;

        [Test]
        public void UnusualState_IsPutBack([Values] bool fromFramebuffer, [Values] bool isHalf, [Values(0u, 2u)] uint emptyFrom)
        {
            using OwnContext context = new();
            var gl = context.Gl;
            var source = Encoding.CreateTexture(gl, isHalf ? SizedInternalFormat.Rgba16f : SizedInternalFormat.Srgb8Alpha8, 40, 30);
            gl.CreateFramebuffers(1, out uint framebuffer);
            gl.NamedFramebufferTexture(framebuffer, FramebufferAttachment.ColorAttachment0, source, 0);
            var backend = Encoding.OnOwnContext();
            using var encoder = backend.CreateEncoder(PreprocessingRule.Stretch(16, 16), PixelLayout.Planes, 1, 1, 2);
            SetUnusualState(gl, framebuffer, emptyFrom);
            var before = ReadState(gl);
            CaptureSource picture = new(fromFramebuffer ? IntPtr.Zero : (IntPtr)source, 1, 2, 30, 20, true, true);
            var values = new float[encoder.Length];

            for (var frame = 0; frame < 3; frame++)
            {
                Assert.That(encoder.TryEncode(picture, Encoding.Stamp(frame)), Is.True, encoder.Failure);
                Encoding.Fetch(encoder, values);
            }

            Assert.That(ReadState(gl), Is.EqualTo(before));
            Assert.That(gl.GetError(), Is.EqualTo(GLEnum.NoError));
        }

        private static void SetUnusualState(GL gl, uint framebuffer, uint emptyFrom)
        {
            gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
            gl.UseProgram(CreateProgram(gl));
            for (var unit = emptyFrom; unit < Units; unit++)
            {
                gl.ActiveTexture(TextureUnit.Texture0 + (int)unit);
                gl.BindTexture(TextureTarget.Texture2D, Encoding.CreateTexture(gl, SizedInternalFormat.R8, 4, 4));
                gl.CreateTextures(TextureTarget.TextureCubeMap, 1, out uint cube);
                gl.BindTexture(TextureTarget.TextureCubeMap, cube);
                gl.CreateTextures(TextureTarget.TextureBuffer, 1, out uint bufferTexture);
                gl.TextureBuffer(bufferTexture, SizedInternalFormat.R8, CreateBuffer(gl));
                gl.BindTexture(TextureTarget.TextureBuffer, bufferTexture);
                gl.BindSampler(unit, gl.CreateSampler());
                var image = Encoding.CreateTexture(gl, SizedInternalFormat.Rgba16f, 4, 4);
                gl.BindImageTexture(unit, image, 0, true, 0, BufferAccessARB.ReadWrite, InternalFormat.Rgba16f);
            }

            for (var index = emptyFrom; index < Buffers; index++)
            {
                if (index % 2 == 0)
                {
                    gl.BindBufferRange(BufferTargetARB.ShaderStorageBuffer, index, CreateBuffer(gl), 256, 512);
                }
                else
                {
                    gl.BindBufferBase(BufferTargetARB.ShaderStorageBuffer, index, CreateBuffer(gl));
                }
            }

            gl.BindBuffer(BufferTargetARB.ShaderStorageBuffer, CreateBuffer(gl));
            gl.BindBuffer(BufferTargetARB.PixelPackBuffer, CreateBuffer(gl));
            gl.BindBuffer(BufferTargetARB.PixelUnpackBuffer, CreateBuffer(gl));
            gl.BindBuffer(BufferTargetARB.TextureBuffer, CreateBuffer(gl));
            gl.BindBuffer(BufferTargetARB.CopyReadBuffer, CreateBuffer(gl));
            gl.BindBuffer(BufferTargetARB.CopyWriteBuffer, CreateBuffer(gl));
            gl.BindBuffer(BufferTargetARB.UniformBuffer, CreateBuffer(gl));
            gl.ActiveTexture(TextureUnit.Texture3);
            gl.Enable(EnableCap.FramebufferSrgb);
            gl.Enable(EnableCap.ScissorTest);
            gl.Disable(EnableCap.ScissorTest, 1);
            gl.Scissor(3, 4, 5, 6);
            gl.Enable(EnableCap.PrimitiveRestart);
            gl.Enable(EnableCap.RasterizerDiscard);
            gl.ColorMask(true, false, true, false);
            gl.PixelStore(PixelStoreParameter.PackAlignment, 8);
            gl.PixelStore(PixelStoreParameter.UnpackRowLength, 7);
            gl.Viewport(1, 2, 3, 4);
        }

        private static Dictionary<string, long> ReadState(GL gl)
        {
            Dictionary<string, long> state = [];
            foreach (var name in new[]
            {
                GLEnum.CurrentProgram, GLEnum.ActiveTexture, GLEnum.ShaderStorageBufferBinding, GLEnum.PixelPackBufferBinding,
                GLEnum.PixelUnpackBufferBinding, GLEnum.TextureBufferBinding, GLEnum.CopyReadBufferBinding, GLEnum.CopyWriteBufferBinding,
                GLEnum.UniformBufferBinding, GLEnum.DrawFramebufferBinding, GLEnum.ReadFramebufferBinding, GLEnum.FramebufferSrgb,
                GLEnum.PrimitiveRestart, GLEnum.RasterizerDiscard, GLEnum.PackAlignment, GLEnum.UnpackRowLength, GLEnum.ReadBuffer,
                GLEnum.VertexArrayBinding,
            })
            {
                state[$"{name}"] = gl.GetInteger((GetPName)name);
            }

            for (uint viewport = 0; viewport < 2; viewport++)
            {
                state[$"scissor {viewport}"] = gl.IsEnabled(EnableCap.ScissorTest, viewport) ? 1 : 0;
            }

            for (uint unit = 0; unit < Units; unit++)
            {
                foreach (var name in new[]
                {
                    GLEnum.ImageBindingName, GLEnum.ImageBindingLevel, GLEnum.ImageBindingLayered, GLEnum.ImageBindingLayer,
                    GLEnum.ImageBindingAccess, GLEnum.ImageBindingFormat,
                })
                {
                    gl.GetInteger(name, unit, out var value);
                    state[$"{name} {unit}"] = value;
                }
            }

            for (uint index = 0; index < Buffers; index++)
            {
                foreach (var name in new[]
                {
                    GLEnum.ShaderStorageBufferBinding, GLEnum.ShaderStorageBufferStart, GLEnum.ShaderStorageBufferSize,
                })
                {
                    gl.GetInteger64((GetPName)name, index, out var value);
                    state[$"{name} {index}"] = value;
                }
            }

            var active = gl.GetInteger(GetPName.ActiveTexture);
            for (uint unit = 0; unit < Units; unit++)
            {
                gl.ActiveTexture(TextureUnit.Texture0 + (int)unit);
                foreach (var name in new[]
                {
                    GLEnum.TextureBinding2D, GLEnum.TextureBindingCubeMap, GLEnum.TextureBindingBuffer, GLEnum.SamplerBinding,
                })
                {
                    state[$"{name} {unit}"] = gl.GetInteger((GetPName)name);
                }
            }

            gl.ActiveTexture((TextureUnit)active);
            return state;
        }

        private static uint CreateBuffer(GL gl)
        {
            var buffer = gl.CreateBuffer();
            gl.NamedBufferStorage<byte>(buffer, new byte[1024], BufferStorageMask.None);
            return buffer;
        }

        private static uint CreateProgram(GL gl)
        {
            var shader = gl.CreateShader(ShaderType.ComputeShader);
            gl.ShaderSource(shader, "#version 450 core\nlayout(local_size_x = 1) in;\nvoid main() {}\n");
            gl.CompileShader(shader);
            var program = gl.CreateProgram();
            gl.AttachShader(program, shader);
            gl.LinkProgram(program);
            return program;
        }
    }
}
