using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Samples.Shapes.Forms
{
    /// <summary>Cuts a simple polygon into triangles by taking off one convex corner after the other.</summary>
    internal static class EarClipping
    {
        /// <summary>Triangles as indices of the outline's points, each in the outline's direction.</summary>
        /// <exception cref="ArgumentException">The outline crosses itself or has no area.</exception>
        public static IReadOnlyList<(int A, int B, int C)> Triangulate(IReadOnlyList<Vector2> outline)
        {
            var direction = Mathf.Sign(Area(outline));
            var left = new List<int>();
            for (var i = 0; i < outline.Count; i++)
            {
                left.Add(i);
            }

            var triangles = new List<(int, int, int)>();
            while (left.Count > 3)
            {
                var ear = FindEar(outline, left, direction);
                if (ear < 0)
                {
                    throw new ArgumentException(
                        $"outline: of its {outline.Count} points, {left.Count} enclose no triangle. It must not cross itself.",
                        nameof(outline));
                }

                triangles.Add((left[Before(left, ear)], left[ear], left[After(left, ear)]));
                left.RemoveAt(ear);
            }

            triangles.Add((left[0], left[1], left[2]));
            return triangles;
        }

        // The roundest ear first: slivers would shade badly.
        private static int FindEar(IReadOnlyList<Vector2> outline, List<int> left, float direction)
        {
            var best = -1;
            var bestQuality = 0f;
            for (var i = 0; i < left.Count; i++)
            {
                var a = outline[left[Before(left, i)]];
                var b = outline[left[i]];
                var c = outline[left[After(left, i)]];
                var area = Cross(a, b, c) * direction;
                var longest = Mathf.Max((b - a).sqrMagnitude, Mathf.Max((c - b).sqrMagnitude, (a - c).sqrMagnitude));
                if (area > bestQuality * longest && !HoldsAnother(outline, left, i, direction))
                {
                    best = i;
                    bestQuality = area / longest;
                }
            }

            return best;
        }

        private static bool HoldsAnother(IReadOnlyList<Vector2> outline, List<int> left, int ear, float direction)
        {
            var before = Before(left, ear);
            var after = After(left, ear);
            var a = outline[left[before]];
            var b = outline[left[ear]];
            var c = outline[left[after]];
            for (var i = 0; i < left.Count; i++)
            {
                var point = outline[left[i]];
                if (i != before && i != ear && i != after
                    && Cross(a, b, point) * direction >= 0
                    && Cross(b, c, point) * direction >= 0
                    && Cross(c, a, point) * direction >= 0)
                {
                    return true;
                }
            }

            return false;
        }

        private static int Before(List<int> left, int i) => (i + left.Count - 1) % left.Count;

        private static int After(List<int> left, int i) => (i + 1) % left.Count;

        private static float Cross(Vector2 a, Vector2 b, Vector2 c) => ((b.x - a.x) * (c.y - a.y)) - ((b.y - a.y) * (c.x - a.x));

        private static float Area(IReadOnlyList<Vector2> outline)
        {
            var area = 0f;
            for (var i = 0; i < outline.Count; i++)
            {
                var a = outline[i];
                var b = outline[(i + 1) % outline.Count];
                area += (a.x * b.y) - (b.x * a.y);
            }

            return area * 0.5f;
        }
    }
}
