using Saccade.Preprocessing;

namespace Saccade.Capture
{
    /// <summary>A way to encode pictures on a graphics API.</summary>
    /// <typeparam name="TSource">What pictures lie in, see <see cref="IFrameEncoder{TSource}"/>.</typeparam>
    public interface ICaptureBackend<TSource>
        where TSource : struct, ICaptureSource
    {
        /// <summary>What to call it in messages, such as "OpenGL", and to prefer it by.</summary>
        string Name { get; }

        /// <summary>
        /// Which is taken where several work: the highest. Those of this package have 300 (OpenGL), 200 (compute shader) and 100
        /// (readback).
        /// </summary>
        int Priority { get; }

        /// <summary>Whether it works with the graphics API that the engine runs on now.</summary>
        /// <param name="reason">Why not, as a sentence to show; empty where it does.</param>
        bool IsSupported(out string reason);

        /// <summary>
        /// Creates an encoder. Its GPU resources are made before the first picture comes, as far as the picture's size isn't needed.
        /// </summary>
        /// <param name="rule">How a picture becomes model input; its output size must not depend on the source's.</param>
        /// <param name="layout">The order of the numbers.</param>
        /// <param name="patchWidth">Width of a patch in pixels; read for <see cref="PixelLayout.Patches"/> only.</param>
        /// <param name="patchHeight">Height of a patch in pixels; read for <see cref="PixelLayout.Patches"/> only.</param>
        /// <param name="capacity">Frames that can be on their way at once, 1 to 16.</param>
        IFrameEncoder<TSource> CreateEncoder(PreprocessingRule rule, PixelLayout layout, int patchWidth, int patchHeight, int capacity);
    }
}
