namespace Saccade.NewestWins
{
    /// <summary>How far a frame that was recorded is on its way.</summary>
    internal enum RecordedSlotState
    {
        /// <summary>Of the main thread: nothing is on its way here.</summary>
        Free,

        /// <summary>Of the engine: commands were recorded whose answer has not come.</summary>
        Requested,

        /// <summary>Of a worker thread, where there is one: the answer has come and numbers are made of it.</summary>
        Working,

        /// <summary>Of the main thread: its numbers can be read.</summary>
        Arrived,

        /// <summary>Of a worker thread: the encoder is gone, and the worker frees what it may be reading.</summary>
        Left,
    }
}
