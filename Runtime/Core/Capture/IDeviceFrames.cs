namespace Saccade.Capture
{
    /// <summary>
    /// Implemented by an encoder that can leave frames in the memory of an NVIDIA card, where CUDA reads them: no number travels
    /// through the processor. A frame begins with <see cref="TryHold"/> and, where that has none,
    /// <see cref="IFrameEncoder{TSource}.TryFetch"/>:
    /// frames from before sharing began, and all where it can't be, come that way.
    /// </summary>
    public interface IDeviceFrames
    {
        /// <summary>
        /// Why frames go through the processor although <see cref="ShareWithCuda"/> was called, as one message to show; null while
        /// that is not decided yet, and where they don't. The encoder itself goes on.
        /// </summary>
        string? SharingFailure { get; }

        /// <summary>
        /// Asks for frames to be left on the card. Main thread; it takes effect some frames later. A second call changes nothing.
        /// </summary>
        /// <param name="device">CUDA's number of the card, whose primary context then sees the frames.</param>
        void ShareWithCuda(int device);

        /// <summary>
        /// Takes the newest frame that has arrived on the card, if any has, and frees those that arrived before it. Its place stays
        /// taken until <see cref="Release"/>. Main thread; never waits.
        /// </summary>
        /// <param name="frame">The frame.</param>
        /// <param name="skipped">Older frames that had arrived too and were left out.</param>
        /// <returns>Whether a frame had arrived.</returns>
        bool TryHold(out DeviceFrame frame, out int skipped);

        /// <summary>
        /// Gives a frame's place back. Any thread, also when the encoder is disposed already: what it made goes when the last frame
        /// is given back.
        /// </summary>
        /// <param name="slot">The frame's <see cref="DeviceFrame.Slot"/>.</param>
        /// <exception cref="System.InvalidOperationException">That frame is not held.</exception>
        void Release(int slot);
    }
}
