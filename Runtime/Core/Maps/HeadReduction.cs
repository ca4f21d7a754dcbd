namespace Saccade
{
    /// <summary>How the attention of several heads becomes one number a patch.</summary>
    public enum HeadReduction
    {
        /// <summary>The mean over the heads.</summary>
        Mean,

        /// <summary>The largest of any head.</summary>
        Max,

        /// <summary>The smallest of any head: only where all heads look.</summary>
        Min,
    }
}
