namespace Saccade.NewestWins
{
    /// <summary>How far a frame is on its way. Only whom a state belongs to moves a slot on to the next.</summary>
    internal enum FrameState
    {
        /// <summary>Of the main thread: nothing is on its way here.</summary>
        Free,

        /// <summary>Of the engine or the render thread: commands wait to be run, or are running, whose answer has not come.</summary>
        Requested,

        /// <summary>Of a GPU or a worker thread: the numbers are being made.</summary>
        Working,

        /// <summary>Of the main thread: its numbers can be read.</summary>
        Arrived,

        /// <summary>
        /// Of whoever took it, or was left with it: its numbers are read until it is given back. It is on its way no more, and its place is
        /// taken all the same.
        /// </summary>
        Held,
    }
}
