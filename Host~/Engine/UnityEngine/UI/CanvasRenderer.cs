#nullable disable // Unity's assemblies carry no nullable annotations, and a source must compile against both.
using System;
using System.Collections.Generic;
using Saccade.Host;

namespace UnityEngine
{
    /// <summary>What a canvas draws of one object: quads of one texture, upright ones only.</summary>
    public sealed class CanvasRenderer : Component
    {
        private readonly List<(Rect Area, Rect Part, Color32 Tint)> _quads = new List<(Rect, Rect, Color32)>();

        /// <summary>Called before the object is drawn, so that whoever fills it can do so when something has changed.</summary>
        internal Action Filling { get; set; }

        internal Texture Texture { get; set; }

        public void Clear() => _quads.Clear();

        /// <summary>Adds a quad.</summary>
        /// <param name="area">Where, from the object's pivot, y upward.</param>
        /// <param name="part">What of the texture, from its lower left corner.</param>
        /// <param name="tint">Multiplies it.</param>
        internal void Add(Rect area, Rect part, Color32 tint) => _quads.Add((area, part, tint));

        internal void Draw(Saccade.Host.Rendering.Canvas canvas)
        {
            Guard.Run(Filling);
            if (Texture == null)
            {
                return;
            }

            var (pivot, _) = ((RectTransform)transform).Layout();
            foreach (var (area, part, tint) in _quads)
            {
                var left = pivot.x + area.x;
                var top = Screen.height - pivot.y - area.yMax;
                canvas.DrawTexture(new Rect(left, top, area.width, area.height), Texture, part, tint, blends: true);
            }
        }
    }
}
