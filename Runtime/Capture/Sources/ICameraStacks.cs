using UnityEngine;

namespace Saccade.Capture
{
    /// <summary>
    /// Knows how a scriptable render pipeline makes one picture of several cameras: a base camera, and overlay cameras that draw over it.
    /// </summary>
    public interface ICameraStacks
    {
        /// <summary>Whether a camera draws over others' pictures and makes none of its own. Asked each frame: it has to be cheap.</summary>
        /// <param name="camera">The camera.</param>
        bool IsOverlay(Camera camera);

        /// <summary>The camera whose passes finish a camera's picture; itself where none draws over it. Asked each frame.</summary>
        /// <param name="camera">A camera that isn't an overlay.</param>
        Camera FindLast(Camera camera);
    }
}
