namespace Saccade.Training.Export
{
    /// <summary>How an exported model holds its weights. Inputs and outputs are singles always.</summary>
    public enum WeightPrecision
    {
        /// <summary>32-bit floating point: equal to the trained model.</summary>
        Full,

        /// <summary>16-bit floating point, in weights and computation: half the size, and faster on GPUs.</summary>
        Half,

        /// <summary>
        /// 8-bit integers, one scale a column, with activations quantised as they come (dynamic quantisation): a quarter of the
        /// size, and faster on CPUs.
        /// </summary>
        Quantized,
    }
}
