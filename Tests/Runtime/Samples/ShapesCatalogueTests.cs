using System;
using System.Collections.Generic;
using System.Linq;
using NUnit.Framework;
using Saccade.Samples.Shapes;
using UnityEngine;

namespace Saccade.Runtime.Tests.Samples
{
    internal sealed class ShapesCatalogueTests
    {
        private static IEnumerable<ShapeForm> All => ShapesCatalogue.BaseForms.Concat(ShapesCatalogue.NewForms);

        private static IEnumerable<string> AllNames => All.Select(form => form.Name);

        [Test]
        public void BaseAndNewClasses_ShareNone()
        {
            Assert.That(AllNames, Is.Unique);
            Assert.That(ShapesCatalogue.BaseClasses, Has.Count.EqualTo(19));
            Assert.That(ShapesCatalogue.NewClasses, Has.Count.EqualTo(5));
        }

        [Test]
        public void Find_NamesWhatThereIs() =>
            Assert.That(
                () => ShapesCatalogue.Find("dodecahedron"),
                Throws.ArgumentException.With.Message.Contain("'dodecahedron'").And.Message.Contain("torus"));

        [TestCaseSource(nameof(AllNames))]
        public void Mesh_IsClosedAndConsistentlyWound(string name)
        {
            Dictionary<(Vector3 From, Vector3 To), int> edges = new();
            foreach (var (a, b, c) in Triangles(ShapesCatalogue.Find(name).BuildMesh()))
            {
                foreach (var edge in new[] { (a, b), (b, c), (c, a) })
                {
                    edges[edge] = edges.GetValueOrDefault(edge) + 1;
                }
            }

            Assert.That(edges.Values, Is.All.EqualTo(1), "an edge runs in one direction once");
            Assert.That(edges.Keys.Where(edge => !edges.ContainsKey((edge.To, edge.From))), Is.Empty, "and in the other once");
        }

        [TestCaseSource(nameof(AllNames))]
        public void Mesh_ShowsItsOutside(string name)
        {
            // By the divergence theorem the sum is the volume where triangles are clockwise seen from outside, and minus it elsewhere.
            var volume = Triangles(ShapesCatalogue.Find(name).BuildMesh())
                .Sum(triangle => (double)Vector3.Dot(triangle.A, Vector3.Cross(triangle.B, triangle.C)) / 6);

            Assert.That(volume, Is.GreaterThan(0.05).And.LessThanOrEqualTo(1.0001));
        }

        [TestCaseSource(nameof(AllNames))]
        public void Normals_AreUnitLongAndOnTheFaceSide(string name)
        {
            var mesh = ShapesCatalogue.Find(name).BuildMesh();
            var triangles = mesh.triangles;
            var vertices = mesh.vertices;
            var normals = mesh.normals;
            for (var i = 0; i < triangles.Length; i++)
            {
                var first = i - (i % 3);
                var a = vertices[triangles[first]];
                var face = Vector3.Cross(vertices[triangles[first + 1]] - a, vertices[triangles[first + 2]] - a);
                Assert.That(normals[triangles[i]].magnitude, Is.EqualTo(1f).Within(1e-4f));
                Assert.That(Vector3.Dot(normals[triangles[i]], face), Is.Positive);
            }
        }

        [TestCaseSource(nameof(AllNames))]
        public void Mesh_FillsTheUnitCubeInOneDirection(string name)
        {
            var mesh = ShapesCatalogue.Find(name).BuildMesh();
            var low = mesh.vertices.Aggregate(Vector3.Min);
            var high = mesh.vertices.Aggregate(Vector3.Max);
            var size = high - low;

            Assert.That(Mathf.Max(size.x, Mathf.Max(size.y, size.z)), Is.EqualTo(1f).Within(1e-5f));
            Assert.That((low + high).magnitude, Is.EqualTo(0f).Within(1e-5f));
            Assert.That(mesh.uv, Has.All.Matches<Vector2>(uv => uv.x >= -1e-5f && uv.x <= 1.00001f && uv.y >= -1e-5f && uv.y <= 1.00001f));
        }

        [Test]
        public void Sphere_IsSmoothAndCubeIsNot()
        {
            var sphere = ShapesCatalogue.Find("sphere").BuildMesh();
            var cube = ShapesCatalogue.Find("cube").BuildMesh();

            for (var i = 0; i < sphere.vertexCount; i++)
            {
                Assert.That(Vector3.Dot(sphere.normals[i], sphere.vertices[i].normalized), Is.GreaterThan(0.99f));
            }

            Assert.That(
                cube.normals, Has.All.Matches<Vector3>(normal => Math.Abs(normal.x) + Math.Abs(normal.y) + Math.Abs(normal.z) < 1.0001f));
        }

        private static IEnumerable<(Vector3 A, Vector3 B, Vector3 C)> Triangles(Mesh mesh)
        {
            var indices = mesh.triangles;
            var vertices = mesh.vertices;
            for (var i = 0; i < indices.Length; i += 3)
            {
                yield return (vertices[indices[i]], vertices[indices[i + 1]], vertices[indices[i + 2]]);
            }
        }
    }
}
