#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using Saccade.Host;
using Saccade.Host.RenderPipelines;

namespace UnityEngine.Rendering
{
    public static class CameraCaptureBridge
    {
        private static readonly Dictionary<Camera, ActionList> Entries = [];

        // Nobody can have asked for a picture before this class was touched.
        static CameraCaptureBridge()
        {
            CaptureActions.Find = GetCaptureActions;
        }

        // The same enumerator each frame, from its beginning: a frame allocates nothing.
        internal static IEnumerator<Action<RenderTargetIdentifier, CommandBuffer>> GetCaptureActions(Camera camera)
        {
            if (!Entries.TryGetValue(camera, out var actions) || actions.IsEmpty)
            {
                return null;
            }

            actions.Reset();
            return actions;
        }

        public static void AddCaptureAction(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> action)
        {
            if (!Entries.TryGetValue(camera, out var actions))
            {
                // As in Unity the entry stays for good.
                actions = new ActionList();
                Entries.Add(camera, actions);
            }

            actions.Add(action);
        }

        public static void RemoveCaptureAction(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> action)
        {
            if (camera != null && Entries.TryGetValue(camera, out var actions))
            {
                actions.Remove(action);
            }
        }
    }
}
