using System;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    public class ColorAndLightTests : EngineFixture
    {
        [TestCase(0)]
        [TestCase(55)]
        [TestCase(128)]
        [TestCase(254)]
        public void Colors_ComeOutAsTheyWereGiven_ThroughTheLinearPipeline(byte level)
        {
            var gray = new Color32(level, level, level, 255);
            var camera = AddCamera(new Vector3(0, 0, -1));
            camera.backgroundColor = gray;
            AddShape(PrimitiveType.Quad, gray);
            var textured = GameObject.CreatePrimitive(PrimitiveType.Quad);
            var texture = new Texture2D(1, 1, TextureFormat.RGBA32, false);
            texture.SetPixels32([gray]);
            texture.Apply();
            textured.GetComponent<Renderer>().material = new Material(Shader.Find("Unlit/Texture")) { mainTexture = texture };
            textured.transform.SetPositionAndRotation(new Vector3(0.6f, 0, -0.1f), Quaternion.identity);

            Engine.Step();
            var picture = HostScreen.Capture();

            using (Assert.EnterMultipleScope())
            {
                Assert.That(picture[80, 60].r, Is.EqualTo(level).Within(1), "material colour");
                Assert.That(picture[125, 60].r, Is.EqualTo(level).Within(1), "texture");
                Assert.That(picture[5, 5].r, Is.EqualTo(level).Within(1), "background");
                Assert.That(picture[5, 5].a, Is.EqualTo(255));
            }
        }

        [Test]
        public void LitSurface_IsBrightTowardsTheLight_AndDarkAwayFromIt()
        {
            AddCamera(new Vector3(0, 0, -1));
            AddLight(Quaternion.identity);
            var quad = GameObject.CreatePrimitive(PrimitiveType.Quad);
            Engine.Step();
            int facing = HostScreen.Capture()[80, 60].r;

            UnityEngine.Object.FindFirstObjectByType<Light>().transform.rotation = Quaternion.Euler(0, 180, 0);
            Engine.Step();
            int averted = HostScreen.Capture()[80, 60].r;

            Assert.That(quad.activeInHierarchy);
            Assert.That(facing, Is.GreaterThan(240));
            Assert.That(averted, Is.InRange(30, 160));
        }

        [Test]
        public void LightFromAbove_LightsTheTopOfASphere()
        {
            AddCamera(new Vector3(0, 0, -1.2f));
            AddLight(Quaternion.Euler(90, 0, 0));
            GameObject.CreatePrimitive(PrimitiveType.Sphere);

            Engine.Step();
            var picture = HostScreen.Capture();

            Assert.That(picture[80, 25].r, Is.GreaterThan(picture[80, 60].r + 20));
            Assert.That(picture[80, 60].r, Is.GreaterThan(picture[80, 95].r + 5));
        }

        [Test]
        public void PointLight_IsNoted_Once()
        {
            var warnings = 0;
            Application.logMessageReceived += Count;
            AddCamera(Vector3.zero);
            new GameObject("Lamp").AddComponent<Light>().type = LightType.Point;

            Engine.Step();
            Engine.Step();
            Application.logMessageReceived -= Count;

            Assert.That(warnings, Is.EqualTo(1));

            void Count(string condition, string stackTrace, LogType type) =>
                warnings += condition.Contains("'Lamp'", StringComparison.Ordinal) ? 1 : 0;
        }

        [Test]
        public void HsvToRgb_AndBack_Agree()
        {
            for (var i = 0; i < 36; i++)
            {
                var color = Color.HSVToRGB(i / 36f, 0.6f, 0.8f);
                Color.RGBToHSV(color, out var hue, out var saturation, out var value);
                Assert.That(hue, Is.EqualTo(i / 36f).Within(1e-4f));
                Assert.That(saturation, Is.EqualTo(0.6f).Within(1e-4f));
                Assert.That(value, Is.EqualTo(0.8f).Within(1e-4f));
            }

            Assert.That(Color.HSVToRGB(0, 1, 1) == Color.red);
            Assert.That(Color.HSVToRGB(1 / 3f, 1, 1) == Color.green);
            Assert.That(Color.HSVToRGB(2 / 3f, 1, 1) == Color.blue);
        }

        private static void AddLight(Quaternion rotation)
        {
            var light = new GameObject("Sun").AddComponent<Light>();
            light.type = LightType.Directional;
            light.transform.rotation = rotation;
        }
    }
}
