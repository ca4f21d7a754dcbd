namespace Saccade.Training.Data.Layouts
{
    /// <summary>How a data set lies on the disk.</summary>
    public enum DataLayout
    {
        /// <summary>
        /// As Oxford-IIIT Pet: <c>annotations/trainval.txt</c> and <c>annotations/test.txt</c> with lines
        /// <c>NAME CLASS SPECIES BREED</c>, and the pictures <c>images/NAME.jpg</c>.
        /// </summary>
        OxfordPet,

        /// <summary>
        /// A folder for each class: <c>train/CLASS/1.jpg</c> and <c>validation/CLASS/2.jpg</c>, or <c>CLASS/1.jpg</c> without splits.
        /// </summary>
        ClassFolders,

        /// <summary>A CSV file with the columns <c>path</c> and <c>label</c>, and perhaps <c>split</c>.</summary>
        Table,
    }
}
