using System.Collections.Generic;

namespace Saccade.Capture
{
    /// <summary>
    /// Arranges the scene for the pictures of a data set: pose, light, background, camera. Implement it on a component; while a data
    /// set is captured, all active ones in the scene are called before each picture, in the order of the hierarchy from top to
    /// bottom, and on one object in the order of its components.
    /// </summary>
    /// <remarks>
    /// All calls come on the main thread, between two frames of the game, which goes on meanwhile: its scripts see what was arranged.
    /// The picture is taken at once after the last randomizer, before any script runs. An exception ends the capture with its message.
    /// </remarks>
    /// <example>
    /// <code>
    /// public sealed class LampRandomizer : MonoBehaviour, ICaptureRandomizer
    /// {
    ///     private Quaternion? _before;
    ///
    ///     public IReadOnlyList&lt;string&gt; Classes =&gt; Array.Empty&lt;string&gt;();
    ///
    ///     public void Randomize(CaptureScene scene)
    ///     {
    ///         _before ??= transform.rotation;
    ///         transform.rotation = Quaternion.Euler(scene.Random.Between(20f, 70f), scene.Random.Between(-180f, 180f), 0f);
    ///     }
    ///
    ///     public void Restore()
    ///     {
    ///         transform.rotation = _before ?? transform.rotation;
    ///         _before = null;
    ///     }
    /// }
    /// </code>
    /// </example>
    public interface ICaptureRandomizer
    {
        /// <summary>The classes that it can show; empty if it only varies what others show, and is called for every class.</summary>
        IReadOnlyList<string> Classes { get; }

        /// <summary>Arranges the scene. The same scene, frame and class must give the same picture, whatever was shown before.</summary>
        /// <param name="scene">What is wanted, with random numbers.</param>
        void Randomize(CaptureScene scene);

        /// <summary>
        /// Gives the scene back as it was before the first <see cref="Randomize"/>; called when a capture pauses or ends.
        /// </summary>
        void Restore();
    }
}
