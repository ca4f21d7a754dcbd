using System;
using Saccade.Samples.Shapes.Forms;
using UnityEngine;

namespace Saccade.Samples.Shapes
{
    /// <summary>A kind of solid: its class name, its mesh, and from where it can be told from the others.</summary>
    public sealed class ShapeForm
    {
        private readonly Func<SolidBuilder> _build;

        internal ShapeForm(string name, Func<SolidBuilder> build, float yawLimit, float minElevation, float maxElevation)
        {
            Name = name;
            _build = build;
            YawLimit = yawLimit;
            MinElevation = minElevation;
            MaxElevation = maxElevation;
        }

        /// <summary>The class name: lower case, words joined by hyphens, fit for a folder.</summary>
        public string Name { get; }

        /// <summary>
        /// How far the form may turn about its vertical axis, in degrees to either side of facing the camera; 180 is any way.
        /// </summary>
        /// <remarks>A star seen edge-on is a bar: forms that show themselves in one outline keep it towards the camera.</remarks>
        public float YawLimit { get; }

        /// <summary>The lowest elevation from which the camera sees the form, in degrees; below 0 it sees the underside.</summary>
        public float MinElevation { get; }

        /// <summary>The highest elevation from which the camera sees the form, in degrees.</summary>
        /// <remarks>A torus seen from the side is a bar, a cone seen from above a disc.</remarks>
        public float MaxElevation { get; }

        /// <summary>
        /// Makes the form's mesh: closed, centred on the origin, its longest side one unit, with normals and texture coordinates.
        /// </summary>
        /// <returns>A new mesh that the caller destroys.</returns>
        public Mesh BuildMesh() => _build().ToMesh(Name);
    }
}
