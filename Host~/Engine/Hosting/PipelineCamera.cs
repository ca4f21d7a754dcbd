using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Host
{
    /// <summary>
    /// What the data of a camera says that Unity's pipelines add to it. Its stand-in is another assembly: that one says here how to find
    /// it.
    /// </summary>
    /// <param name="IsOverlay">Whether the camera is a layer of others' pictures, and makes none of its own.</param>
    /// <param name="Stack">The layers over a camera's picture, lowest first; null for none.</param>
    /// <param name="IsPostProcessed">Whether the picture is changed after it was drawn.</param>
    internal readonly record struct PipelineCamera(bool IsOverlay, List<Camera>? Stack, bool IsPostProcessed)
    {
        /// <summary>Finds a camera's data; null as long as nobody has made any.</summary>
        internal static Func<Camera, PipelineCamera>? Find { get; set; }

        internal static PipelineCamera Of(Camera camera) => Find?.Invoke(camera) ?? default;
    }
}
