using System;

namespace Saccade.Capture
{
    /// <summary>
    /// Turns rendered pictures into model input on the GPU and brings it back some frames later. Called on the main thread;
    /// no call ever waits for the GPU or for the render thread.
    /// </summary>
    public interface IFrameEncoder : IDisposable
    {
        /// <summary>Numbers in one encoded picture: 3·H·W.</summary>
        int Length { get; }

        /// <summary>Frames that can be on their way at once.</summary>
        int Capacity { get; }

        /// <summary>Frames on their way now, 0 to <see cref="Capacity"/>.</summary>
        int InFlight { get; }

        /// <summary>What went wrong on the render thread, as one message to show, or null. An encoder that failed stays failed.</summary>
        string? Failure { get; }

        /// <summary>Queues the encoding of a picture. Call it when the camera has rendered.</summary>
        /// <param name="source">The picture.</param>
        /// <param name="frame">Its frame number, which travels with it.</param>
        /// <returns>False when as many frames as the ring holds are on their way already: the picture is not taken.</returns>
        bool TryEncode(in CaptureSource source, long frame);

        /// <summary>
        /// Copies out the oldest frame that has arrived, if any has. Call it when a frame begins: the work of the frame before
        /// has then had the longest time to finish.
        /// </summary>
        /// <param name="destination">Receives <see cref="Length"/> numbers.</param>
        /// <param name="frame">The number given to <see cref="TryEncode"/>.</param>
        /// <returns>Whether a frame had arrived.</returns>
        bool TryFetch(Span<float> destination, out long frame);
    }
}
