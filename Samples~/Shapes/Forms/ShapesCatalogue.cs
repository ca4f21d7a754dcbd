using System;
using System.Collections.Generic;
using System.Linq;
using UnityEngine;

namespace Saccade.Samples.Shapes
{
    /// <summary>All forms of the sample, in two sets of classes that share none: what a base model knows, and what is new to it.</summary>
    public static class ShapesCatalogue
    {
        private const int Round = 32;

        // How far forms may turn and lean before they look like others; 180 where every side looks alike.
        private const float AnyYaw = 180f;

        private const float FrontYaw = 50f;

        /// <summary>The classes on which the base checkpoint is trained: curved, flat and hollow ones.</summary>
        public static IReadOnlyList<ShapeForm> BaseForms { get; } = new[]
        {
            new ShapeForm("sphere", () => Lathe.Turn(Arc(0f, 0.5f, -90f, 90f, 16), Round), AnyYaw, -20f, 50f),
            new ShapeForm("cylinder", () => Lathe.Turn(Outlines.Points(0f, -0.5f, 0.34f, -0.5f, 0.34f, 0.5f, 0f, 0.5f), Round), AnyYaw, 10f, 45f),
            new ShapeForm("capsule", Capsule, AnyYaw, 0f, 35f),
            new ShapeForm("hemisphere", () => Lathe.Turn(Arc(0f, 0.5f, 0f, 90f, 8).Prepend(Vector2.zero).ToArray(), Round), AnyYaw, -25f, 12f),
            new ShapeForm("bowl", Bowl, AnyYaw, 20f, 55f),
            new ShapeForm("disc", () => Lathe.Turn(Outlines.Points(0f, -0.06f, 0.5f, -0.06f, 0.5f, 0.06f, 0f, 0.06f), Round), AnyYaw, 20f, 75f),
            new ShapeForm("tube", Tube, AnyYaw, 22f, 55f),
            new ShapeForm("frustum", () => Lathe.Turn(Outlines.Points(0f, -0.4f, 0.5f, -0.4f, 0.24f, 0.4f, 0f, 0.4f), Round), AnyYaw, 0f, 35f),
            new ShapeForm("spring", () => Coil.Wind(3.5f, 0.28f, 0.065f, 0.86f, 28), AnyYaw, -10f, 25f),
            new ShapeForm("octahedron", () => Lathe.Turn(Outlines.Points(0f, -0.5f, 0.46f, 0f, 0f, 0.5f), 4), AnyYaw, -15f, 25f),
            new ShapeForm("pyramid", () => Lathe.Turn(Outlines.Points(0f, -0.4f, 0.6f, -0.4f, 0f, 0.42f), 4), AnyYaw, 5f, 35f),
            new ShapeForm("hexagonal-prism", () => Lathe.Turn(Outlines.Points(0f, -0.4f, 0.42f, -0.4f, 0.42f, 0.4f, 0f, 0.4f), 6), AnyYaw, 15f, 45f),
            new ShapeForm("wedge", () => Extrusion.Extrude(Outlines.Points(-0.5f, -0.3f, 0.5f, -0.3f, -0.5f, 0.3f), 0.6f), 45f, 5f, 35f),
            new ShapeForm("l-block", () => Extrusion.Extrude(
                Outlines.Points(-0.4f, -0.5f, 0.4f, -0.5f, 0.4f, -0.16f, -0.06f, -0.16f, -0.06f, 0.5f, -0.4f, 0.5f), 0.34f), FrontYaw, -5f, 30f),
            new ShapeForm("arch", () => Extrusion.Extrude(Outlines.Arch(0.2f, 16), 0.34f), 45f, -10f, 25f),
            new ShapeForm("cross", () => Extrusion.Extrude(
                Outlines.Points(
                    -0.16f, -0.5f, 0.16f, -0.5f, 0.16f, -0.16f, 0.5f, -0.16f, 0.5f, 0.16f, 0.16f, 0.16f,
                    0.16f, 0.5f, -0.16f, 0.5f, -0.16f, 0.16f, -0.5f, 0.16f, -0.5f, -0.16f, -0.16f, -0.16f),
                0.3f), FrontYaw, -20f, 30f),
            new ShapeForm("gear", () => Extrusion.Extrude(Outlines.Gear(9, 0.36f), 0.22f), 45f, -20f, 30f),
            new ShapeForm("crescent", () => Extrusion.Extrude(Outlines.Crescent(0.24f, 0.4f, 24), 0.24f), 45f, -20f, 30f),
        };

        /// <summary>The classes that a base model has never seen: curved, flat, hollow and stepped, unlike each other.</summary>
        public static IReadOnlyList<ShapeForm> NewForms { get; } = new[]
        {
            new ShapeForm("cone", () => Lathe.Turn(Outlines.Points(0f, -0.5f, 0.4f, -0.5f, 0f, 0.5f), Round), AnyYaw, 0f, 25f),
            new ShapeForm("cube", () => Extrusion.Extrude(Outlines.Points(-0.5f, -0.5f, 0.5f, -0.5f, 0.5f, 0.5f, -0.5f, 0.5f), 1f), AnyYaw, 15f, 45f),
            new ShapeForm("torus", () => Lathe.Turn(Arc(0.35f, 0.15f, 0f, 345f, 23), Round), AnyYaw, 35f, 80f),
            new ShapeForm("star", () => Extrusion.Extrude(Outlines.Star(5, 0.21f), 0.24f), FrontYaw, -20f, 30f),
            new ShapeForm("heart", () => Extrusion.Extrude(Outlines.Heart(40), 0.3f), FrontYaw, -20f, 30f),
            new ShapeForm("stairs", () => Extrusion.Extrude(Outlines.Stairs(4), 0.7f), FrontYaw, 5f, 35f),
        };

        /// <summary>The names of <see cref="BaseForms"/>, in the same order.</summary>
        public static IReadOnlyList<string> BaseClasses { get; } = BaseForms.Select(form => form.Name).ToArray();

        /// <summary>The names of <see cref="NewForms"/>, in the same order.</summary>
        public static IReadOnlyList<string> NewClasses { get; } = NewForms.Select(form => form.Name).ToArray();

        /// <summary>Finds a form by its class name.</summary>
        /// <param name="className">A name out of <see cref="BaseClasses"/> or <see cref="NewClasses"/>.</param>
        /// <returns>The form.</returns>
        /// <exception cref="ArgumentException">No form has that name.</exception>
        public static ShapeForm Find(string className) =>
            BaseForms.Concat(NewForms).FirstOrDefault(form => form.Name == className)
            ?? throw new ArgumentException(
                $"className: there is no form '{className}'. The forms are {string.Join(", ", BaseClasses.Concat(NewClasses))}.",
                nameof(className));

        private static Vector2[] Arc(float centreRadius, float radius, float fromDegrees, float toDegrees, int steps) =>
            Lathe.Arc(new Vector2(centreRadius, 0f), radius, fromDegrees, toDegrees, steps).ToArray();

        private static SolidBuilder Capsule() =>
            Lathe.Turn(
                Lathe.Arc(new Vector2(0f, -0.26f), 0.24f, -90f, 0f, 8).Concat(Lathe.Arc(new Vector2(0f, 0.26f), 0.24f, 0f, 90f, 8)).ToArray(),
                Round);

        private static SolidBuilder Bowl() =>
            Lathe.Turn(
                Lathe.Arc(Vector2.zero, 0.5f, -90f, 0f, 8).Concat(Lathe.Arc(Vector2.zero, 0.42f, 0f, -90f, 8)).ToArray(), Round);

        private static SolidBuilder Tube() =>
            Lathe.Turn(Outlines.Points(0.4f, -0.4f, 0.4f, 0.4f, 0.29f, 0.4f, 0.29f, -0.4f), Round);
    }
}
