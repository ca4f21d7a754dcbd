using System;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    public class MeshTests : EngineFixture
    {
        [TestCase(PrimitiveType.Sphere, 1, 1, 1)]
        [TestCase(PrimitiveType.Capsule, 1, 2, 1)]
        [TestCase(PrimitiveType.Cylinder, 1, 2, 1)]
        [TestCase(PrimitiveType.Cube, 1, 1, 1)]
        [TestCase(PrimitiveType.Plane, 10, 0, 10)]
        [TestCase(PrimitiveType.Quad, 1, 1, 0)]
        public void Primitives_HaveUnitysSize_AndFaceOutwardsClockwise(PrimitiveType type, float width, float height, float depth)
        {
            var mesh = GameObject.CreatePrimitive(type).GetComponent<MeshFilter>().sharedMesh;

            Assert.That((mesh.bounds.size - new Vector3(width, height, depth)).magnitude, Is.LessThan(1e-3f), $"{mesh.bounds.size}");
            var (vertices, normals, triangles) = (mesh.vertices, mesh.normals, mesh.triangles);
            for (var i = 0; i < triangles.Length; i += 3)
            {
                var (a, b, c) = (vertices[triangles[i]], vertices[triangles[i + 1]], vertices[triangles[i + 2]]);
                var face = Vector3.Cross(b - a, c - a);
                var normal = normals[triangles[i]] + normals[triangles[i + 1]] + normals[triangles[i + 2]];
                Assert.That(Vector3.Dot(face, normal), Is.GreaterThan(-1e-6f), $"triangle {i / 3}");
                var outward = type is PrimitiveType.Plane ? Vector3.up : type is PrimitiveType.Quad ? Vector3.back : a + b + c;
                Assert.That(Vector3.Dot(normal, outward), Is.Positive, $"triangle {i / 3}");
            }

            foreach (var normal in normals)
            {
                Assert.That(normal.magnitude, Is.EqualTo(1).Within(1e-3f));
            }
        }

        [Test]
        public void RecalculateNormals_PointsThemOutOfAClockwiseTriangle()
        {
            var mesh = new Mesh
            {
                vertices = [Vector3.zero, Vector3.up, Vector3.right],
                triangles = [0, 1, 2],
            };

            mesh.RecalculateNormals();

            Assert.That(mesh.normals, Is.All.EqualTo(Vector3.back));
        }

        [Test]
        public void WrongMeshData_IsReported_AndLeftOut()
        {
            var mesh = new Mesh { name = "odd", vertices = [Vector3.zero, Vector3.up, Vector3.right] };

            mesh.triangles = [0, 1, 3];
            mesh.triangles = [0, 1];
            mesh.normals = [Vector3.up];

            var failures = TakeFailures();
            Assert.That(failures, Has.Length.EqualTo(3));
            Assert.That(failures, Has.All.Contains("'odd'"));
            Assert.That(mesh.triangles, Is.Empty);
            Assert.That(mesh.normals, Is.Empty);
        }

        [Test]
        public void ChangedMesh_IsDrawnAsItIsNow()
        {
            AddCamera(new Vector3(0, 0, -1));
            var mesh = AddShape(PrimitiveType.Quad, Color.white).GetComponent<MeshFilter>().mesh;
            Engine.Step();
            Assert.That(HostScreen.Capture()[80, 60].r, Is.EqualTo(255));

            mesh.SetVertices(Array.ConvertAll(mesh.vertices, vertex => vertex + Vector3.right));
            mesh.RecalculateBounds();
            Engine.Step();

            Assert.That(HostScreen.Capture()[80, 60].r, Is.Zero);
            Assert.That(HostScreen.Capture()[150, 60].r, Is.EqualTo(255));
        }

        [Test]
        public void MeshAndMaterial_AreInstancesOfTheirOwn_WhileSharedOnesAreNot()
        {
            var first = GameObject.CreatePrimitive(PrimitiveType.Cube);
            var second = GameObject.CreatePrimitive(PrimitiveType.Cube);
            Assert.That(first.GetComponent<MeshFilter>().sharedMesh, Is.SameAs(second.GetComponent<MeshFilter>().sharedMesh));

            first.GetComponent<Renderer>().material.color = Color.red;
            first.GetComponent<MeshFilter>().mesh.vertices = new Vector3[24];

            Assert.That(second.GetComponent<Renderer>().sharedMaterial.color, Is.EqualTo(Color.white));
            Assert.That(second.GetComponent<MeshFilter>().sharedMesh.bounds.size, Is.EqualTo(Vector3.one));
            Assert.That(first.GetComponent<Renderer>().material, Is.SameAs(first.GetComponent<Renderer>().sharedMaterial));
        }

        [Test]
        public void RendererBounds_EncloseTheTurnedMesh()
        {
            var cube = GameObject.CreatePrimitive(PrimitiveType.Cube);
            cube.transform.SetPositionAndRotation(new Vector3(1, 2, 3), Quaternion.Euler(0, 45, 0));

            var bounds = cube.GetComponent<Renderer>().bounds;

            Assert.That((bounds.center - new Vector3(1, 2, 3)).magnitude, Is.LessThan(1e-4f));
            Assert.That((bounds.size - new Vector3(MathF.Sqrt(2), 1, MathF.Sqrt(2))).magnitude, Is.LessThan(1e-4f));
        }

        [Test]
        public void UnknownShader_IsNull_AndAMaterialOfItSaysWhatThereIs()
        {
            Assert.That(Shader.Find("Toon/Basic") == null);
            Assert.That(
                () => new Material(Shader.Find("Toon/Basic")),
                Throws.ArgumentNullException.With.Message.Contains("Standard"));
        }
    }
}
