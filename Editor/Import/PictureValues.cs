namespace Saccade.Editor.Import
{
    /// <summary>Which numbers a model takes for the levels of a picture.</summary>
    internal enum PictureValues
    {
        /// <summary>Nobody has said it.</summary>
        Unknown,

        /// <summary>0 to 1.</summary>
        ZeroToOne,

        /// <summary>-1 to 1.</summary>
        MinusOneToOne,

        /// <summary>0 to 255: the levels themselves.</summary>
        ZeroTo255,

        /// <summary>0 to 1, then less a mean and divided by a deviation, of each colour.</summary>
        MeanAndDeviation,

        /// <summary>As the model's folder says already.</summary>
        Stated,
    }
}
