using System;
using Saccade.Capture;
using UnityEngine;
using UnityEngine.Rendering;

namespace Saccade.RenderPipelines
{
    /// <summary>
    /// What cameras render to the screen in URP, HDRP and other pipelines made with the core package: they call the capture actions
    /// of a camera after its last pass.
    /// </summary>
    internal sealed class CapturedScreen : IScreenPictures
    {
        /// <inheritdoc/>
        public void Attach(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> take) =>
            CameraCaptureBridge.AddCaptureAction(camera, take);

        /// <inheritdoc/>
        public void Detach(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> take) =>
            CameraCaptureBridge.RemoveCaptureAction(camera, take);

        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.SubsystemRegistration)]
        private static void Register() => ScreenPictures.Register(new CapturedScreen());
    }
}
