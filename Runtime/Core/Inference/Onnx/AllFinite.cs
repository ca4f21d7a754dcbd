using System;

namespace Saccade.Inference.Onnx
{
    /// <summary>Whether numbers are numbers.</summary>
    internal static class AllFinite
    {
        /// <summary>Whether none is NaN or infinite.</summary>
        public static bool Of(ReadOnlySpan<float> values)
        {
            foreach (var value in values)
            {
                if (float.IsNaN(value) || float.IsInfinity(value))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
