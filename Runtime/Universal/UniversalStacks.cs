using Saccade.Capture;
using UnityEngine;
using UnityEngine.Rendering.Universal;

namespace Saccade.Universal
{
    /// <summary>The camera stacks of URP.</summary>
    internal sealed class UniversalStacks : ICameraStacks
    {
        /// <inheritdoc/>
        public bool IsOverlay(Camera camera) =>
            camera.TryGetComponent(out UniversalAdditionalCameraData data) && data.renderType == CameraRenderType.Overlay;

        /// <inheritdoc/>
        public Camera FindLast(Camera camera)
        {
            // URP warns each time that a stack is asked for where there can be none.
            if (!camera.TryGetComponent(out UniversalAdditionalCameraData data)
                || data.renderType != CameraRenderType.Base
                || !Supports(data, CameraRenderType.Base))
            {
                return camera;
            }

            var stack = data.cameraStack;
            for (var i = stack.Count - 1; i >= 0; i--)
            {
                if (IsDrawn(stack[i], data.scriptableRenderer))
                {
                    return stack[i];
                }
            }

            return camera;
        }

        // URP's own rule: what it passes over ends no picture.
        private static bool IsDrawn(Camera camera, ScriptableRenderer renderer) =>
            camera != null
            && camera.isActiveAndEnabled
            && camera.TryGetComponent(out UniversalAdditionalCameraData data)
            && data.renderType == CameraRenderType.Overlay
            && Supports(data, CameraRenderType.Overlay)
            && data.scriptableRenderer.GetType() == renderer.GetType();

        private static bool Supports(UniversalAdditionalCameraData data, CameraRenderType type)
        {
            var renderer = data.scriptableRenderer;
            return renderer != null && renderer.SupportsCameraStackingType(type);
        }

        [RuntimeInitializeOnLoadMethod(RuntimeInitializeLoadType.SubsystemRegistration)]
        private static void Register() => CameraStacks.Register(new UniversalStacks());
    }
}
