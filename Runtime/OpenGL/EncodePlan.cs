using System;
using Saccade.Preprocessing;
using Silk.NET.OpenGL;

namespace Saccade.OpenGL
{
    /// <summary>
    /// A <see cref="ResizePlan"/> on the GPU: the integers that the shader reads, and room for the levels between the passes.
    /// </summary>
    internal sealed class EncodePlan
    {
        private uint _tablesBuffer;
        private uint _tables;
        private uint _betweenBuffer;
        private uint _between;

        /// <summary>Uploads a plan.</summary>
        /// <param name="context">The context that is current.</param>
        /// <param name="plan">The plan.</param>
        /// <param name="values">[3, 256]: what each level becomes.</param>
        public EncodePlan(RenderContext context, ResizePlan plan, ReadOnlySpan<float> values)
        {
            Plan = plan;
            (TapTable first, TapTable second) = plan.VerticalFirst ? (plan.Rows, plan.Columns) : (plan.Columns, plan.Rows);
            FirstAxis = plan.VerticalFirst ? 1 : 0;

            // Of the axis that is resized second, only the source pixels that it reads pass through the first pass.
            (int start, int end) = second.SourceRange;
            RangeStart = start;
            (BetweenWidth, BetweenHeight) = plan.VerticalFirst ? (end - start, plan.OutputHeight) : (plan.OutputWidth, end - start);

            int[] data = new int[IntegersOf(first) + IntegersOf(second) + values.Length + SrgbEncoding.Table.Length];
            First = (0, first.Length);
            Write(first, data);
            Second = (IntegersOf(first), second.Length);
            Write(second, data.AsSpan(Second.Start));
            ValueTable = Second.Start + IntegersOf(second);
            for (int i = 0; i < values.Length; i++)
                data[ValueTable + i] = BitConverter.SingleToInt32Bits(values[i]);
            EncodeTable = ValueTable + values.Length;
            SrgbEncoding.Table.CopyTo(data.AsSpan(EncodeTable));

            _tablesBuffer = context.Objects.CreateBuffer(data);
            _tables = context.Objects.CreateBufferTexture(_tablesBuffer, SizedInternalFormat.R32i);
            _betweenBuffer = context.Objects.CreateBuffer(
                Math.Max(1L, (long)BetweenWidth * BetweenHeight) * sizeof(uint), BufferStorageMask.None);
            _between = context.Objects.CreateBufferTexture(_betweenBuffer, SizedInternalFormat.R32ui);
        }

        /// <summary>What was uploaded.</summary>
        public ResizePlan Plan { get; }

        /// <summary>The axis that is resized first: 0 for x, 1 for y.</summary>
        public int FirstAxis { get; }

        /// <summary>Where the integers of the axis that is resized first begin, and how many pixels it makes.</summary>
        public (int Start, int Length) First { get; }

        /// <summary>Where the integers of the axis that is resized second begin, and how many pixels it makes.</summary>
        public (int Start, int Length) Second { get; }

        /// <summary>Where the values of the levels begin.</summary>
        public int ValueTable { get; }

        /// <summary>Where <see cref="SrgbEncoding.Table"/> begins.</summary>
        public int EncodeTable { get; }

        /// <summary>The first source pixel of the axis that is resized second that lies between the passes.</summary>
        public int RangeStart { get; }

        /// <summary>Pixels in a row between the passes; 0 where the crop is all padding.</summary>
        public int BetweenWidth { get; }

        /// <summary>Rows between the passes; 0 where the crop is all padding.</summary>
        public int BetweenHeight { get; }

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

        private static int IntegersOf(TapTable taps) => (2 + taps.Stride) * taps.Length;

        // Weights lie tap by tap, so that neighbours read neighbours.
        private static void Write(TapTable taps, Span<int> data)
        {
            taps.Starts.CopyTo(data);
            taps.Counts.CopyTo(data.Slice(taps.Length));
            Span<int> weights = data.Slice(2 * taps.Length);
            for (int i = 0; i < taps.Length; i++)
            {
                for (int tap = 0; tap < taps.Stride; tap++)
                    weights[tap * taps.Length + i] = taps.Weights[i * taps.Stride + tap];
            }
        }
    }
}
