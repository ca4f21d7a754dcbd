using System.Collections.Generic;
using System.Linq;
using UnityEngine;

namespace Saccade.Samples.Shapes.Forms
{
    /// <summary>How each solid of the catalogue is made.</summary>
    internal static class Solids
    {
        // Enough steps that a rim looks round at any size in the picture.
        private const int Round = 32;

        public static SolidBuilder Sphere() => Lathe.Turn(Arc(0f, 0f, 0.5f, -90f, 90f, 16), Round);

        public static SolidBuilder Cylinder() => Lathe.Turn(Rod(0.34f, 0.34f, 1f), Round);

        public static SolidBuilder Capsule() =>
            Lathe.Turn(Arc(0f, -0.26f, 0.24f, -90f, 0f, 8).Concat(Arc(0f, 0.26f, 0.24f, 0f, 90f, 8)).ToArray(), Round);

        public static SolidBuilder Hemisphere() => Lathe.Turn(Arc(0f, 0f, 0.5f, 0f, 90f, 8).Prepend(Vector2.zero).ToArray(), Round);

        public static SolidBuilder Bowl() =>
            Lathe.Turn(Arc(0f, 0f, 0.5f, -90f, 0f, 8).Concat(Arc(0f, 0f, 0.42f, 0f, -90f, 8)).ToArray(), Round);

        public static SolidBuilder Disc() => Lathe.Turn(Rod(0.5f, 0.5f, 0.12f), Round);

        public static SolidBuilder Tube() =>
            Lathe.Turn(Outlines.Points(0.4f, -0.4f, 0.4f, 0.4f, 0.29f, 0.4f, 0.29f, -0.4f), Round);

        public static SolidBuilder Frustum() => Lathe.Turn(Rod(0.5f, 0.24f, 0.8f), Round);

        public static SolidBuilder Spring() => Coil.Wind(turns: 3.5f, radius: 0.28f, wire: 0.065f, height: 0.86f, stepsPerTurn: 28);

        public static SolidBuilder Octahedron() => Lathe.Turn(Outlines.Points(0f, -0.5f, 0.5f, 0f, 0f, 0.5f), 4);

        public static SolidBuilder Pyramid() => Lathe.Turn(Outlines.Points(0f, -0.4f, 0.6f, -0.4f, 0f, 0.42f), 4);

        public static SolidBuilder HexagonalPrism() => Lathe.Turn(Rod(0.42f, 0.42f, 0.8f), 6);

        public static SolidBuilder Wedge() => Extrusion.Extrude(Outlines.Points(-0.5f, -0.3f, 0.5f, -0.3f, -0.5f, 0.3f), 0.6f);

        public static SolidBuilder LBlock() =>
            Extrusion.Extrude(
                Outlines.Points(-0.4f, -0.5f, 0.4f, -0.5f, 0.4f, -0.16f, -0.06f, -0.16f, -0.06f, 0.5f, -0.4f, 0.5f), 0.34f);

        public static SolidBuilder Arch() => Extrusion.Extrude(Outlines.Arch(0.2f, 16), 0.34f);

        public static SolidBuilder Cross() => Extrusion.Extrude(Outlines.Cross(0.16f), 0.3f);

        public static SolidBuilder Gear() => Extrusion.Extrude(Outlines.Gear(9, 0.36f), 0.22f);

        public static SolidBuilder Crescent() => Extrusion.Extrude(Outlines.Crescent(0.24f, 0.4f, 24), 0.24f);

        public static SolidBuilder Cone() => Lathe.Turn(Outlines.Points(0f, -0.5f, 0.4f, -0.5f, 0f, 0.5f), Round);

        public static SolidBuilder Cube() =>
            Extrusion.Extrude(Outlines.Points(-0.5f, -0.5f, 0.5f, -0.5f, 0.5f, 0.5f, -0.5f, 0.5f), 1f);

        public static SolidBuilder Torus() => Lathe.Turn(Arc(0.35f, 0f, 0.15f, 0f, 345f, 23), Round);

        public static SolidBuilder Star() => Extrusion.Extrude(Outlines.Star(5, 0.21f), 0.24f);

        public static SolidBuilder Heart() => Extrusion.Extrude(Outlines.Heart(40), 0.3f);

        public static SolidBuilder Stairs() => Extrusion.Extrude(Outlines.Stairs(4), 0.7f);

        private static Vector2[] Arc(float centreRadius, float centreHeight, float radius, float from, float to, int steps) =>
            Lathe.Arc(new Vector2(centreRadius, centreHeight), radius, from, to, steps).ToArray();

        private static IReadOnlyList<Vector2> Rod(float lowerRadius, float upperRadius, float height) =>
            Outlines.Points(0f, -height * 0.5f, lowerRadius, -height * 0.5f, upperRadius, height * 0.5f, 0f, height * 0.5f);
    }
}
