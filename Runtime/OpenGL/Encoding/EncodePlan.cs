using System;
using Saccade.ModelInput;
using Saccade.OpenGL.Contexts;
using Silk.NET.OpenGL;

namespace Saccade.OpenGL.Encoding
{
    /// <summary><see cref="EncodeTables"/> on the GPU, and room for the levels between the passes.</summary>
    internal sealed class EncodePlan
    {
        private uint _tablesBuffer;
        private uint _tables;
        private uint _betweenBuffer;
        private uint _between;

        /// <summary>Uploads tables.</summary>
        /// <param name="context">The context that is current.</param>
        /// <param name="layout">The tables.</param>
        public EncodePlan(GlContext context, EncodeTables layout)
        {
            Layout = layout;
            _tablesBuffer = context.Objects.CreateBuffer(layout.Integers);
            _tables = context.Objects.CreateBufferTexture(_tablesBuffer, SizedInternalFormat.R32i);
            _betweenBuffer = context.Objects.CreateBuffer(
                Math.Max(1L, (long)layout.BetweenWidth * layout.BetweenHeight) * sizeof(uint), BufferStorageMask.None);
            _between = context.Objects.CreateBufferTexture(_betweenBuffer, SizedInternalFormat.R32ui);
        }

        /// <summary>What was uploaded, and where in it is what.</summary>
        public EncodeTables Layout { get; }

        /// <summary>The integers, as a buffer texture.</summary>
        public uint Tables => _tables;

        /// <summary>The levels between the passes, to be written.</summary>
        public uint BetweenBuffer => _betweenBuffer;

        /// <summary>The levels between the passes, as a buffer texture.</summary>
        public uint Between => _between;

        /// <summary>Deletes what was made.</summary>
        public void Delete(GlObjects objects)
        {
            objects.DeleteTexture(ref _tables);
            objects.DeleteTexture(ref _between);
            objects.DeleteBuffer(ref _tablesBuffer);
            objects.DeleteBuffer(ref _betweenBuffer);
        }
    }
}
