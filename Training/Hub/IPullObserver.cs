namespace Saccade.Training.Hub
{
    /// <summary>Told how a download goes.</summary>
    internal interface IPullObserver
    {
        /// <summary>What will be fetched is known.</summary>
        /// <param name="commit">The commit that it is of.</param>
        /// <param name="bytes">How much it is, where the hub says so.</param>
        void OnStarted(string commit, long? bytes);

        /// <summary>More of a file is on the disk.</summary>
        /// <param name="file">The file.</param>
        /// <param name="received">How many bytes of it are there.</param>
        /// <param name="size">How many there will be, or null.</param>
        void OnBytes(string file, long received, long? size);

        /// <summary>Something worth a line happened.</summary>
        void OnNote(string text);
    }
}
