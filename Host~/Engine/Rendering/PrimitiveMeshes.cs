using System;
using System.Collections.Generic;
using UnityEngine;

namespace Saccade.Host.Rendering
{
    /// <summary>The shapes of <see cref="PrimitiveType"/> in Unity's sizes; textures sit upright on them, seen from outside.</summary>
    internal static class PrimitiveMeshes
    {
        private const int Segments = 32;
        private const int Rings = 16;

        private static readonly Dictionary<PrimitiveType, Mesh> Made = [];

        internal static Mesh Get(PrimitiveType type)
        {
            if (!Made.TryGetValue(type, out var mesh) || mesh == null)
            {
                mesh = Make(type);
                mesh.name = type.ToString();
                Made[type] = mesh;
            }

            return mesh;
        }

        private static Mesh Make(PrimitiveType type)
        {
            var shape = new MeshShape();
            switch (type)
            {
                case PrimitiveType.Sphere:
                    AddDome(shape, -MathF.PI / 2, MathF.PI / 2, 0, 0, 1, Rings);
                    break;
                case PrimitiveType.Capsule:
                    AddDome(shape, -MathF.PI / 2, 0, -0.5f, 0, 0.25f, Rings / 2);
                    shape.AddBelt(
                        Segments,
                        new MeshShape.Circle(0.5f, -0.5f, Vector2.right, 0.25f),
                        new MeshShape.Circle(0.5f, 0.5f, Vector2.right, 0.75f));
                    AddDome(shape, 0, MathF.PI / 2, 0.5f, 0.75f, 1, Rings / 2);
                    break;
                case PrimitiveType.Cylinder:
                    shape.AddBelt(
                        Segments,
                        new MeshShape.Circle(0.5f, -1, Vector2.right, 0),
                        new MeshShape.Circle(0.5f, 1, Vector2.right, 1));
                    shape.AddDisc(Segments, 0.5f, 1, faceUp: true);
                    shape.AddDisc(Segments, 0.5f, -1, faceUp: false);
                    break;
                case PrimitiveType.Cube:
                    AddCube(shape);
                    break;
                case PrimitiveType.Plane:
                    // Unity's plane has its texture's origin at +x, +z.
                    shape.AddPatch(new Vector3(5, 0, 5), new Vector3(-10, 0, 0), new Vector3(0, 0, -10), 10);
                    break;
                case PrimitiveType.Quad:
                    shape.AddPatch(new Vector3(-0.5f, -0.5f, 0), Vector3.right, Vector3.up, 1);
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(type), type, "CreatePrimitive: not a primitive type.");
            }

            return shape.ToMesh();
        }

        private static void AddDome(MeshShape shape, float fromLatitude, float toLatitude, float y, float fromV, float toV, int rings)
        {
            for (var ring = 0; ring < rings; ring++)
            {
                shape.AddBelt(Segments, At((float)ring / rings), At((ring + 1f) / rings));
            }

            MeshShape.Circle At(float share)
            {
                var (sin, cos) = MathF.SinCos(Mathf.Lerp(fromLatitude, toLatitude, share));
                return new MeshShape.Circle(cos / 2, y + sin / 2, new Vector2(cos, sin), Mathf.Lerp(fromV, toV, share));
            }
        }

        private static void AddCube(MeshShape shape)
        {
            ReadOnlySpan<(Vector3 Normal, Vector3 Up)> faces =
            [
                (Vector3.back, Vector3.up),
                (Vector3.forward, Vector3.up),
                (Vector3.left, Vector3.up),
                (Vector3.right, Vector3.up),
                (Vector3.up, Vector3.forward),
                (Vector3.down, Vector3.back),
            ];
            foreach (var (normal, up) in faces)
            {
                var right = Vector3.Cross(up, -normal);
                shape.AddPatch((normal - right - up) * 0.5f, right, up, 1);
            }
        }
    }
}
