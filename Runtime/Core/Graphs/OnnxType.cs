namespace Saccade.Graphs
{
    /// <summary>Which numbers a graph's input holds.</summary>
    internal enum OnnxType
    {
        /// <summary>32-bit floating point.</summary>
        Float,

        /// <summary>16-bit floating point.</summary>
        Half,

        /// <summary>The levels themselves, 0 to 255.</summary>
        UInt8,
    }
}
