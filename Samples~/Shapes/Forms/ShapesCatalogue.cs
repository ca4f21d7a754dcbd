using System;
using System.Collections.Generic;
using System.Linq;
using Saccade.Samples.Shapes.Forms;

namespace Saccade.Samples.Shapes
{
    /// <summary>All forms of the sample, in two sets of classes that share none: what a base model knows, and what is new to it.</summary>
    public static class ShapesCatalogue
    {
        private const float AnyYaw = 180f;

        private const float FrontYaw = 40f;

        /// <summary>The forms on which the base checkpoint is trained: curved, flat and hollow ones.</summary>
        public static IReadOnlyList<ShapeForm> BaseForms { get; } = new[]
        {
            new ShapeForm("sphere", Solids.Sphere, AnyYaw, -20f, 50f),
            new ShapeForm("cylinder", Solids.Cylinder, AnyYaw, 10f, 45f),
            new ShapeForm("capsule", Solids.Capsule, AnyYaw, 0f, 35f),
            new ShapeForm("hemisphere", Solids.Hemisphere, AnyYaw, -25f, 12f),
            new ShapeForm("bowl", Solids.Bowl, AnyYaw, 20f, 55f),
            new ShapeForm("disc", Solids.Disc, AnyYaw, 20f, 75f),
            new ShapeForm("tube", Solids.Tube, AnyYaw, 22f, 55f),
            new ShapeForm("frustum", Solids.Frustum, AnyYaw, 0f, 35f),
            new ShapeForm("spring", Solids.Spring, AnyYaw, -10f, 25f),
            new ShapeForm("octahedron", Solids.Octahedron, AnyYaw, -15f, 25f),
            new ShapeForm("pyramid", Solids.Pyramid, AnyYaw, 5f, 35f),
            new ShapeForm("hexagonal-prism", Solids.HexagonalPrism, AnyYaw, 15f, 45f),
            new ShapeForm("wedge", Solids.Wedge, FrontYaw, 5f, 35f),
            new ShapeForm("l-block", Solids.LBlock, FrontYaw, -5f, 30f),
            new ShapeForm("arch", Solids.Arch, FrontYaw, -10f, 25f),
            new ShapeForm("cross", Solids.Cross, FrontYaw, -20f, 30f),
            new ShapeForm("gear", Solids.Gear, FrontYaw, -20f, 30f),
            new ShapeForm("crescent", Solids.Crescent, FrontYaw, -20f, 30f),
            new ShapeForm("stairs", Solids.Stairs, FrontYaw, 5f, 35f),
        };

        /// <summary>The forms that a base model has never seen: curved, flat and hollow, unlike each other.</summary>
        public static IReadOnlyList<ShapeForm> NewForms { get; } = new[]
        {
            new ShapeForm("cone", Solids.Cone, AnyYaw, 0f, 25f),
            new ShapeForm("cube", Solids.Cube, AnyYaw, 15f, 45f),
            new ShapeForm("torus", Solids.Torus, AnyYaw, 35f, 80f),
            new ShapeForm("star", Solids.Star, FrontYaw, -20f, 30f),
            new ShapeForm("heart", Solids.Heart, FrontYaw, -20f, 30f),
        };

        /// <summary>The class names of <see cref="BaseForms"/>, in the same order.</summary>
        public static IReadOnlyList<string> BaseClasses { get; } = BaseForms.Select(form => form.Name).ToArray();

        /// <summary>The class names of <see cref="NewForms"/>, in the same order.</summary>
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
    }
}
