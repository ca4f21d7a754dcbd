using System;
using Saccade.Preprocessing;

namespace Saccade.ModelInput
{
    /// <summary>
    /// A <see cref="ResizePlan"/> as the integers that the encode's shaders read, the same ones on every graphics API.
    /// </summary>
    internal sealed class EncodeTables
    {
        /// <summary>Lays a plan out.</summary>
        /// <param name="plan">The plan.</param>
        /// <param name="values">[3, 256]: what each level becomes.</param>
        public EncodeTables(ResizePlan plan, ReadOnlySpan<float> values)
        {
            Plan = plan;
            var (first, second) = plan.VerticalFirst ? (plan.Rows, plan.Columns) : (plan.Columns, plan.Rows);
            FirstAxis = plan.VerticalFirst ? 1 : 0;

            // Of the axis that is resized second, only the source pixels that it reads pass through the first pass.
            var (start, end) = second.SourceRange;
            RangeStart = start;
            (BetweenWidth, BetweenHeight) = plan.VerticalFirst ? (end - start, plan.OutputHeight) : (plan.OutputWidth, end - start);

            var data = new int[IntegersOf(first) + IntegersOf(second) + values.Length + SrgbEncoding.Table.Length];
            First = (0, first.Length);
            Write(first, data);
            Second = (IntegersOf(first), second.Length);
            Write(second, data.AsSpan(Second.Start));
            ValueTable = Second.Start + IntegersOf(second);
            for (var i = 0; i < values.Length; i++)
            {
                data[ValueTable + i] = BitConverter.SingleToInt32Bits(values[i]);
            }

            EncodeTable = ValueTable + values.Length;
            SrgbEncoding.Table.CopyTo(data.AsSpan(EncodeTable));
            Integers = data;
        }

        /// <summary>What was laid out.</summary>
        public ResizePlan Plan { get; }

        /// <summary>
        /// For each axis, the first one first, that makes <c>length</c> pixels: [length] first source pixel, [length] count,
        /// [stride, length] weights. Then [3, 256] values as the bits of floats, then <see cref="SrgbEncoding.Table"/>.
        /// </summary>
        public int[] Integers { get; }

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

        private static int IntegersOf(TapTable taps) => (2 + taps.Stride) * taps.Length;

        // Weights lie tap by tap, so that neighbours read neighbours.
        private static void Write(TapTable taps, Span<int> data)
        {
            taps.Starts.CopyTo(data);
            taps.Counts.CopyTo(data.Slice(taps.Length));
            var weights = data.Slice(2 * taps.Length);
            for (var i = 0; i < taps.Length; i++)
            {
                for (var tap = 0; tap < taps.Stride; tap++)
                {
                    weights[tap * taps.Length + i] = taps.Weights[i * taps.Stride + tap];
                }
            }
        }
    }
}
