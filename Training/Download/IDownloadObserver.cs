namespace Saccade.Training.Download
{
    /// <summary>Follows a pull.</summary>
    internal interface IDownloadObserver
    {
        /// <summary>Something worth knowing: what comes, what failed and is tried again.</summary>
        void OnNote(string text);

        /// <summary>A part of a file has come; said first with what earlier commands left.</summary>
        /// <param name="file">The file's name.</param>
        /// <param name="received">Bytes on this disk.</param>
        /// <param name="total">Bytes of the whole file; null when the server doesn't say.</param>
        void OnBytes(string file, long received, long? total);
    }
}
