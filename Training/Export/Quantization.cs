using System;
using System.Runtime.Intrinsics.X86;

namespace Saccade.Training.Export
{
    /// <summary>Turns matrices of singles into integers, symmetrically around zero.</summary>
    internal static class Quantization
    {
        /// <summary>
        /// 8 where the processor multiplies bytes into 32 bits at once (VNNI, or no x86 at all); 7 elsewhere, because there
        /// <c>vpmaddubsw</c> adds two products in 16 bits, which full bytes overflow.
        /// </summary>
        internal static int BestBits() => !X86Base.IsSupported || HasVnni() ? 8 : 7;

        /// <summary>
        /// Rounds each weight to the nearest level of its column. A column with NaN or infinity gets a scale that isn't finite.
        /// </summary>
        /// <param name="matrix">[in, out], row-major.</param>
        /// <param name="columns">out.</param>
        /// <param name="bits">7 or 8.</param>
        internal static QuantizedMatrix Quantize(ReadOnlySpan<float> matrix, int columns, int bits)
        {
            var largest = new float[columns];
            for (var i = 0; i < matrix.Length; i++)
            {
                largest[i % columns] = MathF.Max(largest[i % columns], MathF.Abs(matrix[i]));
            }

            var limit = (1 << (bits - 1)) - 1;

            // NaN stays one, so that the model's outputs show it.
            var scales = Array.ConvertAll(largest, value => value / limit is not 0 and var scale ? scale : 1);
            var levels = new sbyte[matrix.Length];
            for (var i = 0; i < matrix.Length; i++)
            {
                levels[i] = (sbyte)Math.Clamp(MathF.Round(matrix[i] / scales[i % columns]), -limit, limit);
            }

            return new QuantizedMatrix(levels, scales);
        }

        private static bool HasVnni()
        {
            if (AvxVnni.IsSupported)
            {
                return true;
            }

            // .NET has no class for AVX512_VNNI: leaf 7, register ECX, bit 11.
            return Avx512F.IsSupported && X86Base.CpuId(0, 0).Eax >= 7 && (X86Base.CpuId(7, 0).Ecx & (1 << 11)) != 0;
        }
    }
}
