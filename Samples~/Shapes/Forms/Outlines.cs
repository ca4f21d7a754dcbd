using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Samples.Shapes.Forms
{
    /// <summary>The outlines that prisms are made of, about one unit across.</summary>
    internal static class Outlines
    {
        public static IReadOnlyList<Vector2> Points(params float[] coordinates)
        {
            var points = new Vector2[coordinates.Length / 2];
            for (var i = 0; i < points.Length; i++)
            {
                points[i] = new Vector2(coordinates[2 * i], coordinates[(2 * i) + 1]);
            }

            return points;
        }

        /// <summary>An upright cross whose arms reach one half in each direction.</summary>
        public static IReadOnlyList<Vector2> Cross(float halfWidth)
        {
            var w = halfWidth;
            return Points(
                -w, -0.5f, w, -0.5f, w, -w, 0.5f, -w, 0.5f, w, w, w,
                w, 0.5f, -w, 0.5f, -w, w, -0.5f, w, -0.5f, -w, -w, -w);
        }

        public static IReadOnlyList<Vector2> Star(int tips, float innerRadius)
        {
            var points = new List<Vector2>();
            for (var i = 0; i < 2 * tips; i++)
            {
                points.Add(OnCircle(i % 2 == 0 ? 0.5f : innerRadius, 90.0 + (180.0 * i / tips)));
            }

            return points;
        }

        public static IReadOnlyList<Vector2> Gear(int teeth, float rootRadius)
        {
            // Of each tooth's share of the circle: root, flank up, tip, flank down.
            (double Share, bool IsTip)[] tooth = { (0.0, false), (0.25, false), (0.38, true), (0.62, true), (0.75, false) };
            var points = new List<Vector2>();
            for (var i = 0; i < teeth; i++)
            {
                foreach (var (share, isTip) in tooth)
                {
                    points.Add(OnCircle(isTip ? 0.5f : rootRadius, 360.0 * (i + share) / teeth));
                }
            }

            return points;
        }

        public static IReadOnlyList<Vector2> Heart(int steps)
        {
            var points = new List<Vector2>();
            for (var i = 0; i < steps; i++)
            {
                var t = 2.0 * Math.PI * i / steps;
                var sine = Math.Sin(t);
                var x = 16.0 * sine * sine * sine;
                var y = (13.0 * Math.Cos(t)) - (5.0 * Math.Cos(2.0 * t)) - (2.0 * Math.Cos(3.0 * t)) - Math.Cos(4.0 * t);
                points.Add(new Vector2((float)(x / 32.0), (float)(y / 32.0)));
            }

            return points;
        }

        /// <summary>A disc of radius one half from which another, shifted to the right, has taken a bite.</summary>
        public static IReadOnlyList<Vector2> Crescent(float biteShift, float biteRadius, int steps)
        {
            // Where the two circles meet: x from the difference of their equations.
            var x = (0.25 - (biteRadius * biteRadius) + (biteShift * biteShift)) / (2.0 * biteShift);
            var y = Math.Sqrt(0.25 - (x * x));
            var outer = Math.Atan2(y, x);
            var inner = Math.Atan2(y, x - biteShift);
            var points = new List<Vector2>();
            for (var i = 0; i <= steps; i++)
            {
                points.Add(OnCircle(0.5f, (outer + ((2.0 * Math.PI) - (2.0 * outer)) * i / steps) * 180.0 / Math.PI));
            }

            for (var i = 1; i < steps; i++)
            {
                var angle = -inner - (((2.0 * Math.PI) - (2.0 * inner)) * i / steps);
                points.Add(new Vector2(biteShift, 0f) + OnCircle(biteRadius, angle * 180.0 / Math.PI));
            }

            return points;
        }

        public static IReadOnlyList<Vector2> Arch(float legWidth, int steps)
        {
            var opening = 0.5f - legWidth;
            var points = new List<Vector2>(Points(-0.5f, -0.45f, -0.5f, 0.45f, 0.5f, 0.45f, 0.5f, -0.45f, opening, -0.45f));
            for (var i = 0; i <= steps; i++)
            {
                points.Add(OnCircle(opening, 180.0 * i / steps));
            }

            points.Add(new Vector2(-opening, -0.45f));
            return points;
        }

        public static IReadOnlyList<Vector2> Stairs(int steps)
        {
            var points = new List<Vector2>();
            for (var i = 0; i < steps; i++)
            {
                points.Add(new Vector2((float)i / steps, (float)i / steps));
                points.Add(new Vector2((float)i / steps, (float)(i + 1) / steps));
            }

            points.Add(new Vector2(1f, 1f));
            points.Add(new Vector2(1f, 0f));
            return points;
        }

        private static Vector2 OnCircle(float radius, double degrees)
        {
            var angle = degrees * Math.PI / 180.0;
            return new Vector2(radius * (float)Math.Cos(angle), radius * (float)Math.Sin(angle));
        }
    }
}
