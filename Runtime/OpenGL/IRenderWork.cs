using System;

namespace Saccade.OpenGL
{
    /// <summary>Something that has work to do on the render thread.</summary>
    internal interface IRenderWork
    {
        /// <summary>Does one piece of work. Called on the render thread with the engine's context current.</summary>
        /// <param name="gl">OpenGL's functions.</param>
        /// <param name="operation">Which piece, 0 to <see cref="RenderThread.Operations"/>-1; the meaning is the work's own.</param>
        void Execute(Silk.NET.OpenGL.GL gl, int operation);

        /// <summary>
        /// Told that a piece of work threw, instead of the engine's native code being torn down. Called on the render thread.
        /// </summary>
        void Fail(Exception exception);
    }
}
