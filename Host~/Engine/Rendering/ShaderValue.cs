using System;
using System.Runtime.CompilerServices;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>Up to four 32-bit components of a shader's parameter, as they lie in memory.</summary>
    [InlineArray(Most)]
    internal struct ShaderValue
    {
        internal const int Most = 4;

        private int _first;

        internal static ShaderValue From(ReadOnlySpan<int> components)
        {
            if (components.Length > Most)
            {
                throw new ArgumentException(
                    $"A shader parameter of {components.Length} components given; this engine holds scalars and vectors of up to {Most}.");
            }

            ShaderValue value = default;
            components.CopyTo(value);
            return value;
        }

        internal static ShaderValue From(Vector4 vector) => From(
        [
            BitConverter.SingleToInt32Bits(vector.x),
            BitConverter.SingleToInt32Bits(vector.y),
            BitConverter.SingleToInt32Bits(vector.z),
            BitConverter.SingleToInt32Bits(vector.w),
        ]);
    }
}
