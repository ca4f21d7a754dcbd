using System;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Capture
{
    /// <summary>
    /// Gives what a camera renders to the screen in a scriptable render pipeline. The engine itself can't: such a pipeline decides what it
    /// renders into, so the way leads through the package that the pipeline is made with.
    /// </summary>
    public interface IScreenPictures
    {
        /// <summary>
        /// Asks for the picture of a camera that begins to render, and for those after it until <see cref="Detach"/>. It is called in
        /// frames whose picture is wanted, and taken back when the frame is rendered: it has to be cheap.
        /// </summary>
        /// <param name="camera">A camera without a target texture.</param>
        /// <param name="take">
        /// Called in each frame when the pipeline has recorded the camera's passes: what the picture lies in, which holds the camera's
        /// rectangle alone, and the commands that come after them.
        /// </param>
        void Attach(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> take);

        /// <summary>Asks for no more.</summary>
        /// <param name="camera">The camera, perhaps destroyed by now.</param>
        /// <param name="take">What <see cref="Attach"/> was given.</param>
        void Detach(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> take);
    }
}
