namespace Saccade.Training.Data.Inventory
{
    /// <summary>Why something under a data folder isn't used.</summary>
    internal enum LeftOutReason
    {
        /// <summary>No picture, by ending and content.</summary>
        NoPicture,

        /// <summary>A picture of a format that nobody here decodes.</summary>
        Undecodable,

        /// <summary>A picture that is damaged, or a file that can't be opened.</summary>
        Unreadable,

        /// <summary>A picture beside the folders of the classes.</summary>
        NoClass,

        /// <summary>A picture in a folder beside those of the splits.</summary>
        BesideSplits,

        /// <summary>Lists say what the pictures are, and this isn't in them.</summary>
        NotListed,

        /// <summary>Its name begins with a full stop, or its folder's.</summary>
        Hidden,

        /// <summary>What archivers and file systems leave behind.</summary>
        Litter,

        /// <summary>It belongs to a model or a run.</summary>
        Model,

        /// <summary>A folder without a picture.</summary>
        EmptyFolder,

        /// <summary>A folder that can't be read, so nobody knows what is in it.</summary>
        UnreadableFolder,

        /// <summary>A link to a folder that it lies in itself.</summary>
        CircularLink,
    }
}
