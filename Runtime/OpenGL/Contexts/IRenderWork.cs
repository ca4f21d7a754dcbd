using System;

namespace Saccade.OpenGL.Contexts
{
    /// <summary>Something that has work to do where the context is current.</summary>
    internal interface IRenderWork
    {
        /// <summary>Does one piece of work. Called with the context current.</summary>
        /// <param name="context">The context that is current.</param>
        /// <param name="operation">Which piece, 0 to <see cref="RenderQueue.Operations"/>-1; the meaning is the work's own.</param>
        void Execute(GlContext context, int operation);

        /// <summary>
        /// Told that a piece of work threw, instead of the engine's native code being torn down. Called on the render thread.
        /// </summary>
        void Fail(Exception exception);

        /// <summary>
        /// Asked now and then, on the main thread, of work that was given to <see cref="RenderQueue.Defer"/>: gives everything back
        /// if it can by now.
        /// </summary>
        /// <returns>Whether it could.</returns>
        bool TryRelease();
    }
}
