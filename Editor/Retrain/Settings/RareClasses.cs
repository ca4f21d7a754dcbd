namespace Saccade.Editor
{
    /// <summary>What a retraining does about classes that have fewer pictures than others.</summary>
    public enum RareClasses
    {
        /// <summary>Nothing: every picture counts the same.</summary>
        AsTheyAre,

        /// <summary>Their pictures count more in the loss.</summary>
        CountMore,

        /// <summary>Their pictures come more often.</summary>
        ComeMoreOften,
    }
}
