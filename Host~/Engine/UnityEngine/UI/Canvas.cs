#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System.Collections.Generic;
using Saccade.Host;

namespace UnityEngine
{
    /// <summary>Draws the canvas renderers below it over the screen, in the order of the hierarchy, before any OnGUI.</summary>
    [RequireComponent(typeof(RectTransform))]
    public sealed class Canvas : Behaviour
    {
        private static readonly List<Canvas> Live = new List<Canvas>();

        public RenderMode renderMode { get; set; } = RenderMode.WorldSpace;

        internal static void DrawAll(Saccade.Host.Rendering.Canvas target)
        {
            for (var i = 0; i < Live.Count; i++)
            {
                if (Live[i].renderMode != RenderMode.ScreenSpaceOverlay)
                {
                    throw new HostException(
                        $"Canvas '{Live[i].name}': this engine draws render mode ScreenSpaceOverlay only, not {Live[i].renderMode}.");
                }

                Draw(Live[i].transform, target);
            }

            target.Flush();
        }

        internal static void Forget() => Live.Clear();

        internal override void BecameLive() => Live.Add(this);

        internal override void LeftLive() => Live.Remove(this);

        private static void Draw(Transform level, Saccade.Host.Rendering.Canvas target)
        {
            if (!level.gameObject.activeInHierarchy)
            {
                return;
            }

            if (level.gameObject.TryGetComponent(out CanvasRenderer renderer))
            {
                renderer.Draw(target);
            }

            for (var i = 0; i < level.childCount; i++)
            {
                Draw(level.GetChild(i), target);
            }
        }
    }
}
