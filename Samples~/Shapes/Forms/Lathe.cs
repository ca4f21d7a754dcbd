using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Samples.Shapes.Forms
{
    /// <summary>Turns an outline about the vertical axis.</summary>
    internal static class Lathe
    {
        /// <summary>Makes a solid whose outline begins and ends on the axis, or closes on itself around a hole.</summary>
        /// <param name="outline">Points (radius, height); radius 0 only at both ends, or nowhere.</param>
        /// <param name="segments">Steps of the turn, 3 or more: few make a prism or a pyramid.</param>
        public static SolidBuilder Turn(IReadOnlyList<Vector2> outline, int segments)
        {
            var solid = new SolidBuilder();
            var rings = new int[outline.Count][];
            for (var i = 0; i < rings.Length; i++)
            {
                rings[i] = Ring(solid, outline[i], segments);
            }

            var isClosed = outline[0].x > 0;
            var bands = isClosed ? rings.Length : rings.Length - 1;
            for (var i = 0; i < bands; i++)
            {
                Join(solid, rings[i], rings[(i + 1) % rings.Length], segments);
            }

            return solid;
        }

        /// <summary>Points on an arc of a circle in the plane of the outline.</summary>
        /// <param name="centre">The circle's centre (radius, height).</param>
        /// <param name="radius">The circle's radius.</param>
        /// <param name="fromDegrees">Where the arc begins; 0 points away from the axis, 90 upward.</param>
        /// <param name="toDegrees">Where the arc ends, inclusive.</param>
        /// <param name="steps">How many pieces the arc is made of.</param>
        public static IEnumerable<Vector2> Arc(Vector2 centre, float radius, float fromDegrees, float toDegrees, int steps)
        {
            for (var i = 0; i <= steps; i++)
            {
                var angle = (fromDegrees + ((toDegrees - fromDegrees) * i / steps)) * Math.PI / 180.0;
                var x = centre.x + (radius * (float)Math.Cos(angle));

                // Cosine of 90 degrees is not quite zero, and only zero is the axis.
                yield return new Vector2(Mathf.Abs(x) < 1e-5f ? 0f : x, centre.y + (radius * (float)Math.Sin(angle)));
            }
        }

        private static int[] Ring(SolidBuilder solid, Vector2 point, int segments)
        {
            if (point.x == 0f)
            {
                return new[] { solid.AddCorner(0f, point.y, 0f) };
            }

            var ring = new int[segments];
            for (var i = 0; i < segments; i++)
            {
                // Half a step off, so that a prism of few segments shows a side, not an edge, to the front.
                var angle = 2.0 * Math.PI * (i + 0.5) / segments;
                ring[i] = solid.AddCorner(point.x * (float)Math.Sin(angle), point.y, point.x * (float)Math.Cos(angle));
            }

            return ring;
        }

        private static void Join(SolidBuilder solid, int[] below, int[] above, int segments)
        {
            for (var i = 0; i < segments; i++)
            {
                var next = (i + 1) % segments;
                if (below.Length == 1)
                {
                    solid.AddTriangle(below[0], above[next], above[i]);
                }
                else if (above.Length == 1)
                {
                    solid.AddTriangle(below[i], below[next], above[0]);
                }
                else
                {
                    solid.AddQuad(below[i], below[next], above[next], above[i]);
                }
            }
        }
    }
}
