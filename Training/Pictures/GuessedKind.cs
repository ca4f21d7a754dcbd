namespace Saccade.Training.Pictures
{
    /// <summary>What a file is, told by its ending or its first bytes.</summary>
    internal enum GuessedKind
    {
        /// <summary>No picture.</summary>
        Other,

        /// <summary>A picture of a kind that is decoded; whether this one can be shows when it is.</summary>
        Picture,

        /// <summary>A picture of a kind that nobody here decodes.</summary>
        Foreign,

        /// <summary>A file that can't be opened.</summary>
        Unreadable,
    }
}
