namespace Saccade
{
    /// <summary>Which of a model folder's ONNX files is taken: they compute the same, with numbers of other precision.</summary>
    public enum ModelVariant
    {
        /// <summary>
        /// Full precision, unless the folder states what another file costs and that is at most 1 % of answers; where there is no other,
        /// the one there is. A notice says what was taken.
        /// </summary>
        Auto,

        /// <summary>32-bit floating point: <c>onnx/model.onnx</c>.</summary>
        Fp32,

        /// <summary>16-bit floating point: <c>onnx/model_fp16.onnx</c>.</summary>
        Fp16,

        /// <summary>8-bit weights: <c>onnx/model_quantized.onnx</c>.</summary>
#pragma warning disable CA1720 // The type that its name contains is what is meant.
        Int8,
#pragma warning restore CA1720
    }
}
