#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using Saccade.Host;

namespace UnityEngine.Rendering
{
    public static class CameraCaptureBridge
    {
        private static readonly Dictionary<Camera, Entry> Entries = [];

        // Nobody can have asked for a picture before this class was touched.
        static CameraCaptureBridge()
        {
            CaptureActions.Find = FindAgain;
        }

        internal static IEnumerator<Action<RenderTargetIdentifier, CommandBuffer>> GetCaptureActions(Camera camera) =>
            Entries.TryGetValue(camera, out var entry) ? entry.Actions.GetEnumerator() : null;

        public static void AddCaptureAction(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> action)
        {
            if (!Entries.TryGetValue(camera, out var entry))
            {
                entry = new Entry();
                Entries.Add(camera, entry);
            }

            entry.Actions.Add(action);
            entry.Again = entry.Actions.GetEnumerator();
        }

        public static void RemoveCaptureAction(Camera camera, Action<RenderTargetIdentifier, CommandBuffer> action)
        {
            if (camera is not null && Entries.TryGetValue(camera, out var entry))
            {
                entry.Actions.Remove(action);
                entry.Again = entry.Actions.GetEnumerator();
                if (entry.Actions.Count == 0)
                {
                    Entries.Remove(camera);
                }
            }
        }

        // The same enumerator each frame, from its beginning: a frame allocates nothing.
        private static IEnumerator<Action<RenderTargetIdentifier, CommandBuffer>> FindAgain(Camera camera)
        {
            if (!Entries.TryGetValue(camera, out var entry))
            {
                return null;
            }

            entry.Again.Reset();
            return entry.Again;
        }

        private sealed class Entry
        {
            internal HashSet<Action<RenderTargetIdentifier, CommandBuffer>> Actions { get; } = [];

            internal IEnumerator<Action<RenderTargetIdentifier, CommandBuffer>> Again { get; set; }
        }
    }
}
