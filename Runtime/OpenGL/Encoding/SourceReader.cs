using System;
using Saccade.Capture;
using Saccade.OpenGL.Contexts;
using Silk.NET.OpenGL;
using GLApi = Silk.NET.OpenGL.GL;

namespace Saccade.OpenGL.Encoding
{
    /// <summary>
    /// Makes a picture readable by the encode's shader, whatever it lies in: a texture of any colour format, a multisampled one,
    /// or the framebuffer that is bound. Colours that are not stored as levels are turned into levels on the way. What the formats are
    /// is known to <see cref="TargetFormats"/>.
    /// </summary>
    internal sealed class SourceReader
    {
        private uint _copy;
        private uint _copyFramebuffer;
        private uint _samplesFramebuffer;
        private uint _levels;
        private uint _view;
        private int _levelsWidth;
        private int _levelsHeight;
        private SizedInternalFormat _copyFormat;
        private int _copyWidth;
        private int _copyHeight;
        private (uint Texture, int TextureWidth, int TextureHeight, int X, int Y, int Width, int Height) _loss;

        /// <summary>
        /// The texture to read, valid until <see cref="Close"/>: a texel is one integer, its bytes levels, red lowest.
        /// </summary>
        public uint Texture { get; private set; }

        /// <summary>First column of the rectangle in <see cref="Texture"/>.</summary>
        public int X { get; private set; }

        /// <summary>First row of the rectangle in <see cref="Texture"/>.</summary>
        public int Y { get; private set; }

        /// <summary>Why the last picture was lost, as one message to show, or null where it wasn't.</summary>
        public string? Loss { get; private set; }

        /// <summary>Makes a picture readable.</summary>
        /// <param name="context">The context that is current.</param>
        /// <param name="programs">The program that makes levels of colours.</param>
        /// <param name="plan">The table that it reads.</param>
        /// <param name="source">The picture.</param>
        /// <returns>False where the texture is no longer there, or no longer holds the rectangle: the picture is lost.</returns>
        /// <exception cref="NotSupportedException">The texture can never be encoded; the message says what to do.</exception>
        public bool TryOpen(GlContext context, EncodePrograms programs, EncodePlan plan, in CaptureSource source)
        {
            var gl = context.Gl;
            var texture = (uint)source.Texture.ToInt64();
            var isBound = texture == 0;
            if (isBound)
            {
                gl.GetInteger(GetPName.DrawFramebufferBinding, out var bound);
                if (!TryFindTexture(gl, (uint)bound, out texture))
                {
                    CopyFrom(context, programs, plan, (uint)bound, source);
                    return true;
                }
            }

            if (!gl.IsTexture(texture))
            {
                NoteLoss(source, texture, 0, 0);
                return false;
            }

            gl.GetTextureLevelParameter(texture, 0, GLEnum.TextureWidth, out int width);
            gl.GetTextureLevelParameter(texture, 0, GLEnum.TextureHeight, out int height);
            if (source.X < 0 || source.Y < 0 || source.X > width - source.Width || source.Y > height - source.Height)
            {
                NoteLoss(source, texture, width, height);
                return false;
            }

            Loss = null;

            gl.GetTextureParameter(texture, GLEnum.TextureTarget, out int target);
            if (target == (int)GLEnum.Texture2DMultisample)
            {
                if (_samplesFramebuffer == 0)
                {
                    _samplesFramebuffer = context.Objects.CreateFramebuffer();
                }

                gl.NamedFramebufferTexture(_samplesFramebuffer, FramebufferAttachment.ColorAttachment0, texture, 0);
                CopyFrom(context, programs, plan, _samplesFramebuffer, source, isBound ? 0 : texture);
                gl.NamedFramebufferTexture(_samplesFramebuffer, FramebufferAttachment.ColorAttachment0, 0, 0);
                return true;
            }

            if (target != (int)GLEnum.Texture2D)
            {
                throw new NotSupportedException(
                    $"OpenGL: the camera's texture is a {(GLEnum)target}, the encode reads Texture2D and Texture2DMultisample. "
                    + "Copy the picture into a 2D texture first.");
            }

            Open(context, programs, plan, texture, source.X, source.Y, source.IsLinear, isBound);
            return true;
        }

        /// <summary>Gives back what was only needed to read one picture.</summary>
        public void Close(GlContext context) => context.Objects.DeleteTexture(ref _view);

        /// <summary>Deletes what was made.</summary>
        public void Delete(GlContext context)
        {
            Close(context);
            context.Objects.DeleteTexture(ref _levels);
            context.Objects.DeleteTexture(ref _copy);
            context.Objects.DeleteFramebuffer(ref _copyFramebuffer);
            context.Objects.DeleteFramebuffer(ref _samplesFramebuffer);
        }

        // In words once, not each frame.
        private void NoteLoss(in CaptureSource source, uint texture, int width, int height)
        {
            var loss = (texture, width, height, source.X, source.Y, source.Width, source.Height);
            if (Loss != null && loss == _loss)
            {
                return;
            }

            _loss = loss;
            Loss = width == 0
                ? $"OpenGL: there is no texture {texture}, or nothing is stored in it. Give one that lives in the context that is current."
                : $"OpenGL: the texture {texture} has {width} x {height} pixels, the picture asked for is {source.Width} x {source.Height} "
                    + $"of them from ({source.X}, {source.Y}) on. Give the texture's own width and height.";
        }

        // What an engine's framebuffer draws into is mostly a plain texture, which needs no copy to be read.
        private static bool TryFindTexture(GLApi gl, uint framebuffer, out uint texture)
        {
            texture = 0;
            if (framebuffer == 0)
            {
                return false;
            }

            const FramebufferAttachment attachment = FramebufferAttachment.ColorAttachment0;
            if (Get(gl, framebuffer, attachment, FramebufferAttachmentParameterName.ObjectType) != (int)GLEnum.Texture
                || Get(gl, framebuffer, attachment, FramebufferAttachmentParameterName.TextureLevel) != 0)
            {
                return false;
            }

            texture = (uint)Get(gl, framebuffer, attachment, FramebufferAttachmentParameterName.ObjectName);
            gl.GetTextureParameter(texture, GLEnum.TextureTarget, out int target);
            return target == (int)GLEnum.Texture2D;
        }

        private void Open(
            GlContext context, EncodePrograms programs, EncodePlan plan, uint texture, int x, int y, bool isLinear, bool hasPlainChannels)
        {
            var gl = context.Gl;
            var state = new TextureState(gl, texture);
            gl.GetTextureLevelParameter(texture, 0, GLEnum.TextureInternalFormat, out int format);
            gl.GetTextureParameter(texture, GLEnum.TextureImmutableFormat, out int isImmutable);
            if (TargetFormats.HoldsLevels(format, isLinear) && isImmutable != 0 && (hasPlainChannels || state.HasPlainChannels))
            {
                // The same memory as plain integers: nothing is decoded, nothing rounded.
                _view = context.Objects.CreateView(texture, SizedInternalFormat.R32ui);
                (Texture, X, Y) = (_view, x, y);
                return;
            }

            gl.GetTextureLevelParameter(texture, 0, GLEnum.TextureRedType, out int type);
            if (!TargetFormats.HoldsColors(type))
            {
                throw new NotSupportedException(
                    $"OpenGL: the camera's texture has the format {(GLEnum)format}, which holds no colours between 0 and 1. "
                    + "Give the camera a texture in a colour format, such as RGBA8 or RGBA16F.");
            }

            // sRGB that can't be viewed as it is stored comes out decoded, and encoding finds the exact level again.
            state.Set(gl, hasPlainChannels);
            MakeLevels(context, programs, plan, texture, x, y, TargetFormats.IsSrgb(format) || isLinear);
            state.Restore(gl, hasPlainChannels);
        }

        // Every texel becomes a level once, although several taps read it.
        private void MakeLevels(
            GlContext context, EncodePrograms programs, EncodePlan plan, uint texture, int x, int y, bool isLinear)
        {
            var gl = context.Gl;
            var width = plan.Layout.Plan.SourceWidth;
            var height = plan.Layout.Plan.SourceHeight;
            if (_levels == 0 || width != _levelsWidth || height != _levelsHeight)
            {
                context.Objects.DeleteTexture(ref _levels);
                _levels = context.Objects.CreateTexture(SizedInternalFormat.R32ui, width, height);
                (_levelsWidth, _levelsHeight) = (width, height);
            }

            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.ColorsUnit);
            gl.BindTexture(TextureTarget.Texture2D, texture);
            gl.BindSampler(EncodeShader.ColorsUnit, programs.Sampler);
            gl.ActiveTexture(TextureUnit.Texture0 + EncodeShader.TablesUnit);
            gl.BindTexture(TextureTarget.TextureBuffer, plan.Tables);
            gl.BindImageTexture(EncodeShader.PictureImage, _levels, 0, false, 0, BufferAccessARB.WriteOnly, InternalFormat.R32ui);
            gl.UseProgram(programs.Levels);
            gl.Uniform2(EncodeShader.SizeUniform, width, height);
            gl.Uniform2(EncodeShader.OriginUniform, x, y);
            gl.Uniform1(EncodeShader.EncodeTableUniform, isLinear ? plan.Layout.EncodeTable : -1);
            EncodePrograms.Dispatch(gl, width, height, 0, 1);
            gl.MemoryBarrier(MemoryBarrierMask.ShaderImageAccessBarrierBit);
            (Texture, X, Y) = (_levels, 0, 0);
        }

        // Levels as they are stored; where several samples make a pixel, sRGB ones are averaged as light, as the engine does.
        private void CopyFrom(
            GlContext context, EncodePrograms programs, EncodePlan plan, uint framebuffer, in CaptureSource source, uint texture = 0)
        {
            var gl = context.Gl;
            var attachment =
                framebuffer == 0 ? (FramebufferAttachment)GLEnum.BackLeft : FramebufferAttachment.ColorAttachment0;
            var isSrgb = Get(gl, framebuffer, attachment, FramebufferAttachmentParameterName.ColorEncoding) == (int)GLEnum.Srgb;
            var isFloat = Get(gl, framebuffer, attachment, FramebufferAttachmentParameterName.ComponentType) == (int)GLEnum.Float;
            var bits = Get(gl, framebuffer, attachment, FramebufferAttachmentParameterName.RedSize);
            gl.GetNamedFramebufferParameter(framebuffer, (GetFramebufferParameter)GLEnum.Samples, out var samples);
            var format = TargetFormats.FindForCopy(isFloat, isSrgb, bits);
            var width = source.Width;
            var height = source.Height;
            if (_copy == 0 || format != _copyFormat || width != _copyWidth || height != _copyHeight)
            {
                context.Objects.DeleteTexture(ref _copy);
                if (_copyFramebuffer == 0)
                {
                    _copyFramebuffer = context.Objects.CreateFramebuffer();
                }

                _copy = context.Objects.CreateTexture(format, width, height);
                gl.NamedFramebufferTexture(_copyFramebuffer, FramebufferAttachment.ColorAttachment0, _copy, 0);
                (_copyFormat, _copyWidth, _copyHeight) = (format, width, height);
            }

            if (isSrgb && samples > 1)
            {
                gl.Enable(EnableCap.FramebufferSrgb);
            }
            else
            {
                gl.Disable(EnableCap.FramebufferSrgb);
            }

            gl.Disable(EnableCap.ScissorTest, 0);
            gl.BlitNamedFramebuffer(
                framebuffer, _copyFramebuffer, source.X, source.Y, source.X + width, source.Y + height, 0, 0, width, height,
                ClearBufferMask.ColorBufferBit, BlitFramebufferFilter.Nearest);

            if (texture != 0)
            {
                new TextureState(gl, texture).CopyChannels(gl, _copy);
            }

            // A window shows what is stored: whatever the engine calls it, its 8 bits are a screenshot's.
            Open(context, programs, plan, _copy, 0, 0, source.IsLinear && (framebuffer != 0 || isFloat), texture == 0);
        }

        private static int Get(
            GLApi gl, uint framebuffer, FramebufferAttachment attachment, FramebufferAttachmentParameterName parameter)
        {
            gl.GetNamedFramebufferAttachmentParameter(framebuffer, attachment, parameter, out var value);
            return value;
        }
    }
}
