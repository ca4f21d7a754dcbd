namespace Saccade.Maps
{
    /// <summary>
    /// Which map shows best where the classified object is. Training writes that map into the ONNX file, and the running scene shows it
    /// first; <c>./saccade bench overlay</c> measures it.
    /// </summary>
    internal static class DefaultMap
    {
        // Measured with 5 blocks, where rollout is by far the best map, and with 12, where it is one of the worst.
        private const int LargestDepthForRollout = 6;

        /// <summary>Whether it is attention rolled out through all blocks, as where these are few; else it is class relevance.</summary>
        /// <param name="layers">The number of blocks.</param>
        public static bool IsRollout(int layers) => layers <= LargestDepthForRollout;
    }
}
