namespace Saccade.Samples.Shapes.SelfTest
{
    /// <summary>What became of the pattern's levels on their way to the model.</summary>
    internal enum PatternLevels
    {
        /// <summary>They are those of a screenshot.</summary>
        Encoded,

        /// <summary>They are linear light: nobody encoded it.</summary>
        Linear,

        /// <summary>They were encoded twice.</summary>
        EncodedTwice,
    }
}
