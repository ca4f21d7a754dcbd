namespace Saccade.Training.Hub
{
    /// <summary>Is told how a download goes on.</summary>
    public interface IPullObserver
    {
        /// <summary>Something happened that a person may want to know.</summary>
        /// <param name="text">A sentence without its full stop.</param>
        void OnNote(string text);

        /// <summary>A file's bytes start to come, or go on after an interruption.</summary>
        /// <param name="file">The file's name.</param>
        /// <param name="present">Bytes that are there already.</param>
        /// <param name="size">Bytes in all; null where the server doesn't say.</param>
        void OnFile(string file, long present, long? size);

        /// <summary>Bytes of the last file came.</summary>
        /// <param name="present">Bytes that are there now.</param>
        void OnBytes(long present);

        /// <summary>The last file is complete and was compared with what the hub says of it.</summary>
        void OnFileDone();
    }
}
