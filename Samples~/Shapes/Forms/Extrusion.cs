using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Samples.Shapes.Forms
{
    /// <summary>Gives a flat outline thickness.</summary>
    internal static class Extrusion
    {
        /// <summary>Makes a prism with the outline in front (towards negative z) and behind.</summary>
        /// <param name="outline">A simple polygon in either direction, without holes or repeated points.</param>
        /// <param name="depth">Thickness along z.</param>
        public static SolidBuilder Extrude(IReadOnlyList<Vector2> outline, float depth)
        {
            var solid = new SolidBuilder();
            var front = new int[outline.Count];
            var back = new int[outline.Count];
            for (var i = 0; i < outline.Count; i++)
            {
                front[i] = solid.AddCorner(outline[i].x, outline[i].y, -depth * 0.5f);
                back[i] = solid.AddCorner(outline[i].x, outline[i].y, depth * 0.5f);
            }

            foreach (var (a, b, c) in EarClipping.Triangulate(outline))
            {
                solid.AddTriangle(front[a], front[b], front[c]);
                solid.AddTriangle(back[a], back[c], back[b]);
            }

            // The triangles above run with the outline, so at a shared edge the sides must run against it.
            for (var i = 0; i < outline.Count; i++)
            {
                var next = (i + 1) % outline.Count;
                solid.AddQuad(front[next], front[i], back[i], back[next]);
            }

            return solid;
        }
    }
}
