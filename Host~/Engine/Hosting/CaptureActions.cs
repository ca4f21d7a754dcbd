using System;
using System.Collections.Generic;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.Host
{
    /// <summary>
    /// Where the engine's scriptable pipeline meets the package of Unity's pipelines, whose stand-in is another assembly: that one says
    /// here whom to hand a camera's picture to.
    /// </summary>
    internal static class CaptureActions
    {
        /// <summary>A camera's actions, or null; null itself as long as nobody has asked for pictures.</summary>
        internal static Func<Camera, IEnumerator<Action<RenderTargetIdentifier, CommandBuffer>>?>? Find { get; set; }
    }
}
