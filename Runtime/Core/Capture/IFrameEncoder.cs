using System;

namespace Saccade.Capture
{
    /// <summary>
    /// Turns rendered pictures into model input on the GPU and brings it back some frames later. Called on the main thread;
    /// no call ever waits for the GPU or for the render thread.
    /// </summary>
    /// <typeparam name="TSource">
    /// What pictures lie in: <see cref="CaptureSource"/> is read at once; engines have types of their own, for what they read later.
    /// </typeparam>
    public interface IFrameEncoder<TSource> : IDisposable
        where TSource : struct, ICaptureSource
    {
        /// <summary>Numbers in one encoded picture: 3·H·W.</summary>
        int Length { get; }

        /// <summary>Frames that can be on their way at once.</summary>
        int Capacity { get; }

        /// <summary>
        /// Frames on their way now, 0 to <see cref="Capacity"/>. Those that someone holds (<see cref="IDeviceFrames"/>) have arrived, and
        /// take places all the same.
        /// </summary>
        int InFlight { get; }

        /// <summary>What went wrong after the call, as one message to show, or null. An encoder that failed stays failed.</summary>
        string? Failure { get; }

        /// <summary>
        /// Pictures that were given to the encoder but lost on the way: their texture was destroyed or resized before the render thread
        /// came to it, the command buffer never ran, or reading the result back failed. Counts up from 0.
        /// </summary>
        long Lost { get; }

        /// <summary>How long the encode of the frame that was fetched last took; zeros before the first.</summary>
        EncodeTime LastEncode { get; }

        /// <summary>Queues the encoding of a picture. Call it when the camera has rendered.</summary>
        /// <param name="source">The picture.</param>
        /// <param name="stamp">What travels with it.</param>
        /// <returns>False when as many frames as the ring holds are on their way already: the picture is not taken.</returns>
        bool TryEncode(in TSource source, in FrameStamp stamp);

        /// <summary>
        /// Copies out the newest frame that has arrived, if any has, and frees those that arrived before it. Call it when a frame
        /// begins: the work of the frame before has then had the longest time to finish.
        /// </summary>
        /// <param name="destination">Receives <see cref="Length"/> numbers.</param>
        /// <param name="stamp">What was given to <see cref="TryEncode"/>.</param>
        /// <param name="skipped">Older frames that had arrived too and were left out.</param>
        /// <returns>Whether a frame had arrived.</returns>
        bool TryFetch(Span<float> destination, out FrameStamp stamp, out int skipped);
    }
}
