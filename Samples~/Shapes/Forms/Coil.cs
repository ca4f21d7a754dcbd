using System;
using UnityEngine;

namespace Saccade.Samples.Shapes.Forms
{
    /// <summary>Draws a round wire along a helix.</summary>
    internal static class Coil
    {
        private const int AroundWire = 12;

        /// <summary>Makes a spring standing on the vertical axis.</summary>
        /// <param name="turns">How often the wire goes round.</param>
        /// <param name="radius">From the axis to the wire's centre line.</param>
        /// <param name="wire">The wire's radius; less than half of the rise a turn, or the turns touch.</param>
        /// <param name="height">From the first to the last point of the centre line.</param>
        /// <param name="stepsPerTurn">How many pieces a turn is made of.</param>
        public static SolidBuilder Wind(float turns, float radius, float wire, float height, int stepsPerTurn)
        {
            var solid = new SolidBuilder();
            var steps = Mathf.RoundToInt(turns * stepsPerTurn);
            var slope = Math.Atan2(height, 2.0 * Math.PI * radius * turns);
            var rings = new int[steps + 1][];
            for (var i = 0; i <= steps; i++)
            {
                var angle = 2.0 * Math.PI * turns * i / steps;
                var outward = new Vector3((float)Math.Cos(angle), 0f, (float)Math.Sin(angle));

                // At a right angle to the axis' direction outward and to the wire's own.
                var upward = new Vector3(
                    (float)(Math.Sin(angle) * Math.Sin(slope)), (float)Math.Cos(slope), (float)(-Math.Cos(angle) * Math.Sin(slope)));
                var centre = (outward * radius) + (Vector3.up * (height * i / steps));
                rings[i] = Ring(solid, centre, outward * wire, upward * wire);
            }

            for (var i = 0; i < steps; i++)
            {
                for (var j = 0; j < AroundWire; j++)
                {
                    var next = (j + 1) % AroundWire;
                    solid.AddQuad(rings[i][j], rings[i][next], rings[i + 1][next], rings[i + 1][j]);
                }
            }

            Close(solid, rings[0], isStart: true);
            Close(solid, rings[steps], isStart: false);
            return solid;
        }

        private static int[] Ring(SolidBuilder solid, Vector3 centre, Vector3 outward, Vector3 upward)
        {
            var ring = new int[AroundWire];
            for (var i = 0; i < AroundWire; i++)
            {
                var angle = 2.0 * Math.PI * i / AroundWire;
                var point = centre + (outward * (float)Math.Cos(angle)) + (upward * (float)Math.Sin(angle));
                ring[i] = solid.AddCorner(point.x, point.y, point.z);
            }

            return ring;
        }

        private static void Close(SolidBuilder solid, int[] ring, bool isStart)
        {
            for (var i = 1; i < AroundWire - 1; i++)
            {
                if (isStart)
                {
                    solid.AddTriangle(ring[0], ring[i + 1], ring[i]);
                }
                else
                {
                    solid.AddTriangle(ring[0], ring[i], ring[i + 1]);
                }
            }
        }
    }
}
