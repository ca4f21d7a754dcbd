using System;
using System.IO;
using NUnit.Framework;
using UnityEngine;

namespace Saccade.Host.Tests.Engine
{
    /// <summary>Drawing with a shader out of a Resources folder: the ShaderLab file gives the name, its GLSL twin the colours.</summary>
    public class MaterialTests : EngineFixture
    {
        private const string ShaderLab = """
            Shader "Tests/Mixed"
            {
                Properties
                {
                    [NoScaleOffset] _MainTex ("Main", 2D) = "white" {}
                    _Other ("Other", 2D) = "white" {}
                    _Tint ("Tint", Vector) = (1, 1, 1, 1)
                    _Share ("Share", Float) = 0
                }
                SubShader { Pass { } }
            }
            """;

        private const string Glsl = """
            uniform sampler2D _MainTex;
            uniform sampler2D _Other;
            uniform vec4 _Tint;
            uniform float _Share;
            in vec2 uv;
            layout(location = 0) out vec4 result;
            void main() { result = mix(texture(_MainTex, uv), texture(_Other, uv), _Share) * _Tint; }
            """;

        private string _folder = null!;

        [SetUp]
        public void MakeFolder()
        {
            _folder = Path.Combine(AppContext.BaseDirectory, "Resources", "MaterialTests");
            Directory.CreateDirectory(_folder);
        }

        [TearDown]
        public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

        [Test]
        public void DrawTexture_RunsTheMaterialsShader_WithItsValuesAndTextures()
        {
            using Holder<Texture2D> corners = new(FourCorners());
            using Holder<Material> material = new(Load("Values"));
            material.Value.SetTexture(Shader.PropertyToID("_Other"), Texture2D.whiteTexture);
            material.Value.SetVector(Shader.PropertyToID("_Tint"), new Vector4(1, 0.5f, 1, 1));
            material.Value.SetFloat(Shader.PropertyToID("_Share"), 0.5f);

            var picture = Draw(() => Graphics.DrawTexture(new Rect(10, 20, 40, 30), corners.Value, material.Value));

            using (Assert.EnterMultipleScope())
            {
                Assert.That(material.Value.shader.name, Is.EqualTo("Tests/Mixed"));
                Assert.That(material.Value.HasProperty("_Share") && !material.Value.HasProperty("_Color"));
                Assert.That(picture[10, 20], Is.EqualTo(new Color32(128, 64, 255, 255)), "blue at the top left, half white, half as green");
                Assert.That(picture[10, 49], Is.EqualTo(new Color32(255, 64, 128, 255)), "red at the bottom left");
                Assert.That((Color)picture[9, 20], Is.EqualTo(Color.black), "left of it");
                Assert.That((Color)picture[50, 50], Is.EqualTo(Color.black), "below it");
            }
        }

        [Test]
        public void DrawTexture_Blends_AndTakesAPartCountedFromTheBottomLeft()
        {
            using Holder<Texture2D> corners = new(FourCorners());
            using Holder<Material> material = new(Load("Parts"));
            material.Value.SetVector("_Tint", new Vector4(1, 1, 1, 0.5f));

            var picture = Draw(() =>
            {
                GUI.DrawTexture(new Rect(0, 0, 20, 20), Texture2D.whiteTexture);
                Graphics.DrawTexture(
                    new Rect(0, 0, 10, 10), corners.Value, new Rect(0.5f, 0, 0.5f, 0.5f), 0, 0, 0, 0, material.Value);
            });

            Assert.That((int)picture[5, 5].r, Is.EqualTo(128).Within(1), "half of green over white");
            Assert.That(picture[5, 5].g, Is.EqualTo(255));
            Assert.That((Color)picture[15, 5], Is.EqualTo(Color.white));
        }

        [Test]
        public void PixelMatrixAndViewport_PlaceWhatIsDrawnIntoATexture()
        {
            using Holder<RenderTexture> target = new(new RenderTexture(40, 20, 24));
            var camera = AddCamera(Vector3.zero);
            camera.targetTexture = target.Value;
            Camera.onPostRender += _ =>
            {
                GL.PushMatrix();
                GL.Viewport(new Rect(20, 0, 20, 20));
                GL.LoadPixelMatrix(0, 100, 100, 0);
                Graphics.DrawTexture(new Rect(50, 0, 200, 50), Texture2D.whiteTexture);
                GL.PopMatrix();
                GL.Viewport(new Rect(0, 0, 40, 20));
                Graphics.DrawTexture(new Rect(0, 19, 1, 1), Texture2D.whiteTexture);
            };

            Engine.Step();

            var picture = Picture.Read(target.Value);
            for (var y = 0; y < 20; y++)
            {
                for (var x = 0; x < 40; x++)
                {
                    var isDrawn = (x >= 30 && y < 10) || (x == 0 && y == 19);
                    Assert.That(picture[x, y].g == 255, Is.EqualTo(isDrawn), $"{x}, {y}");
                }
            }
        }

        [Test]
        public void ShaderOutlivesTheEngine_AndIsCompiledAnew()
        {
            using Holder<Material> material = new(Load("Twice"));
            Draw(() => Graphics.DrawTexture(new Rect(0, 0, 9, 9), Texture2D.whiteTexture, material.Value));
            StopEngine();
            StartEngine();
            using Holder<Material> again = new(new Material(material.Value.shader));
            again.Value.SetVector("_Tint", Vector4.one);

            var picture = Draw(() => Graphics.DrawTexture(new Rect(0, 0, 9, 9), Texture2D.whiteTexture, again.Value));

            Assert.That((Color)picture[4, 4], Is.EqualTo(Color.white));
        }

        [Test]
        public void ShaderWithoutItsTwin_SaysWhichFileIsMissing()
        {
            File.WriteAllText(Path.Combine(_folder, "Alone.shader"), ShaderLab);

            Assert.That(
                () => Resources.Load<Shader>("MaterialTests/Alone"),
                Throws.TypeOf<HostException>().With.Message.Contains("Alone.glsl.txt is not beside it"));
            Assert.That(Resources.Load<TextAsset>("MaterialTests/Alone") == null, "a shader is no text");
        }

        [Test]
        public void TwinThatDoesNotCompile_NamesItselfWhenItIsLoaded()
        {
            File.WriteAllText(Path.Combine(_folder, "Broken.shader"), ShaderLab);
            File.WriteAllText(Path.Combine(_folder, "Broken.glsl.txt"), "void main() { nothing(); }");

            Assert.That(
                () => Resources.Load<Shader>("MaterialTests/Broken"),
                Throws.TypeOf<HostException>().With.Message.Contains("Broken.glsl.txt doesn't compile"));
            Assert.That(TakeFailures(), Has.Some.Contains("nothing"), "the driver says it too");
        }

        private Material Load(string name)
        {
            File.WriteAllText(Path.Combine(_folder, name + ".shader"), ShaderLab);
            File.WriteAllText(Path.Combine(_folder, name + ".glsl.txt"), Glsl);
            return new Material(Resources.Load<Shader>("MaterialTests/" + name));
        }

        private Picture Draw(Action paint)
        {
            AddCamera(Vector3.zero).gameObject.AddComponent<Painter>().Paint = paint;
            Engine.Step();
            return HostScreen.Capture();
        }

        private sealed class Painter : MonoBehaviour
        {
            internal Action? Paint { get; set; }

            private void OnGUI() => Paint?.Invoke();
        }
    }
}
