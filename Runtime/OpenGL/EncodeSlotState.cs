namespace Saccade.OpenGL
{
    /// <summary>How far a frame is on its way. Only the thread that a state belongs to moves a slot on to the next.</summary>
    internal enum EncodeSlotState
    {
        /// <summary>Of the main thread: nothing is on its way here.</summary>
        Free,

        /// <summary>Of the render thread: a picture waits to be encoded, or is lost and the slot freed.</summary>
        Requested,

        /// <summary>Of the render thread: the GPU works on it.</summary>
        InFlight,

        /// <summary>Of the main thread: its numbers can be read.</summary>
        Arrived,

        /// <summary>Of whoever took it: CUDA reads its numbers.</summary>
        Held,
    }
}
