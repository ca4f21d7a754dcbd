#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using Saccade.Host;

namespace UnityEngine.Rendering
{
    public static class CameraCaptureBridge
    {
        private static readonly Dictionary<Camera, HashSet<Action<RenderTargetIdentifier, CommandBuffer>>> Actions = [];

        // Nobody can have asked for a picture before this class was touched.
        static CameraCaptureBridge()
        {
            CaptureActions.Find = GetCaptureActions;
        }

        // The pipelines switch it on themselves and look at it no more, and so does the engine's.
        public static bool enabled { get; set; } = true;

        public static IEnumerator<Action<RenderTargetIdentifier, CommandBuffer>> GetCaptureActions(Camera camera) =>
            Actions.TryGetValue(camera, out HashSet<Action<RenderTargetIdentifier, CommandBuffer>> actions) && actions.Count > 0
                ? actions.GetEnumerator()
                : null;

        public static void AddCaptureAction(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> action)
        {
            if (!Actions.TryGetValue(camera, out HashSet<Action<RenderTargetIdentifier, CommandBuffer>> actions))
            {
                actions = [];
                Actions.Add(camera, actions);
            }

            actions.Add(action);
        }

        public static void RemoveCaptureAction(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> action)
        {
            if (camera is not null && Actions.TryGetValue(camera, out HashSet<Action<RenderTargetIdentifier, CommandBuffer>> actions))
            {
                actions.Remove(action);
                if (actions.Count == 0)
                {
                    Actions.Remove(camera);
                }
            }
        }
    }
}
